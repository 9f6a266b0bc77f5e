"use strict";
// Extras only: without this script everything can be read, followed and printed.
(() => {
  const all = (root, what) => Array.from(root.querySelectorAll(what));

  // A link into something closed opens it.
  const openAt = () => {
    const id = location.hash.slice(1);
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", openAt);
  openAt();

  // On paper nothing can be opened: what is closed is opened before printing, and closed again.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all(document, "details:not([open]):not(.text)");
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });

  for (const button of all(document, "button[data-copy]")) {
    const words = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = all(words, "p").map((p) => p.textContent).join("\n\n");
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(words);
        button.textContent = "Selected: copy with your keyboard";
      }
    });
  }

  for (const graph of all(document, ".graph")) {
    const svg = graph.querySelector("svg");
    const pane = graph.querySelector(".scroll");
    const { width, height } = svg.viewBox.baseVal;
    let scale = 1;
    const keep = drawing.keepInSight(svg, pane, () => scale);
    const zoom = (to) => {
      scale = Math.min(4, Math.max(0.1, to));
      svg.setAttribute("width", width * scale);
      svg.setAttribute("height", height * scale);
      keep();
    };
    const ways = { in: () => scale * 1.3, out: () => scale / 1.3, fit: () => Math.min(1, pane.clientWidth / width) };
    const tools = graph.querySelector(".tools");
    if (tools) tools.hidden = false;
    drawing.beginAtArticles(svg, pane);
    for (const button of all(graph, "button[data-zoom]")) {
      button.addEventListener("click", () => zoom(ways[button.dataset.zoom]()));
    }
    pane.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
    }, { passive: false });

    drawing.drag(pane, () => {});

    // What leads to a node and what leads on from it stands out while it is pointed at.
    const edges = all(svg, ".edge");
    const follow = (node) => {
      svg.classList.toggle("following", Boolean(node));
      for (const edge of edges) {
        edge.classList.toggle("lit", Boolean(node) && (edge.dataset.from === node || edge.dataset.to === node));
      }
    };
    for (const node of all(svg, ".node")) {
      for (const come of ["pointerenter", "focus"]) node.addEventListener(come, () => follow(node.dataset.node));
      for (const go of ["pointerleave", "blur"]) node.addEventListener(go, () => follow(null));
    }
  }
})();
