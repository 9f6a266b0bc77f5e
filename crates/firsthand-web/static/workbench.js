"use strict";
// Extras only: without this script everything can be read, followed, added and reviewed; the drawing does not zoom.
(() => {
  const all = (root, what) => Array.from(root.querySelectorAll(what));

  // A link into something closed opens it.
  const openAt = () => {
    const id = location.hash.slice(1);
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
    const summary = target.querySelector(":scope > summary");
    if (summary) summary.focus({ preventScroll: true });
  };
  addEventListener("hashchange", openAt);

  // Single keys can be switched off (WCAG 2.1.4); the choice stays in this browser.
  const keys = document.getElementById("keys");
  const stored = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name);
      localStorage.setItem(name, value);
    } catch { /* a browser that keeps nothing has the keys on */ }
    return null;
  };
  if (keys) {
    keys.checked = stored("keys") !== "off";
    keys.addEventListener("change", () => stored("keys", keys.checked ? "on" : "off"));
  }
  const isTyping = (at) => at.closest("input:not([type=checkbox]):not([type=submit]), textarea, select");
  addEventListener("keydown", (event) => {
    if (!keys || !keys.checked || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const find = document.querySelector(`[data-focus-key="${CSS.escape(event.key)}"]`);
    if (find) {
      event.preventDefault();
      find.focus();
      return;
    }
    const meant = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!meant) return;
    event.preventDefault();
    meant.click();
    if (meant.tagName === "SUMMARY") meant.focus();
  });

  // After a part of the page was exchanged, the reader goes on where it was.
  document.addEventListener("htmx:afterSwap", (event) => {
    const next = document.getElementById("doubt");
    if (event.detail.target.id === "desk" && next) next.focus({ preventScroll: true });
  });

  // Results that are newer than the page.
  const bar = document.getElementById("status");
  const state = bar && bar.dataset.state;
  document.addEventListener("htmx:afterSettle", () => {
    const now = document.getElementById("status");
    if (!now || now.dataset.state === state || now.firstElementChild || !state) return;
    const link = document.createElement("a");
    link.href = location.href;
    link.className = "status";
    link.textContent = document.documentElement.dataset.reload || "↻";
    now.append(link);
  });

  for (const drop of all(document, ".drop")) {
    const input = drop.querySelector("input[type=file]");
    for (const name of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragover");
        if (name === "drop") input.files = event.dataTransfer.files;
      });
    }
  }

  for (const graph of all(document, ".graph")) {
    const svg = graph.querySelector("svg");
    const pane = graph.querySelector(".scroll");
    if (!svg || !pane) continue;
    const { width, height } = svg.viewBox.baseVal;
    let scale = 1;
    const keep = drawing.keepInSight(svg, pane, () => scale);
    const zoom = (to, at) => {
      const before = scale;
      scale = Math.min(4, Math.max(0.1, to));
      const x = at ? at.x : pane.clientWidth / 2;
      const y = at ? at.y : pane.clientHeight / 2;
      const left = (pane.scrollLeft + x) * (scale / before) - x;
      const top = (pane.scrollTop + y) * (scale / before) - y;
      svg.setAttribute("width", width * scale);
      svg.setAttribute("height", height * scale);
      pane.scrollTo(left, top);
      keep();
    };
    const ways = {
      in: () => scale * 1.3, out: () => scale / 1.3,
      fit: () => Math.min(1, pane.clientWidth / width, pane.clientHeight / height),
    };
    const tools = graph.querySelector(".tools");
    if (tools) tools.hidden = false;
    drawing.beginAtArticles(svg, pane);
    for (const button of all(graph, "button[data-zoom]")) {
      button.addEventListener("click", () => zoom(ways[button.dataset.zoom]()));
    }
    pane.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = pane.getBoundingClientRect();
      zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1), { x: event.clientX - box.left, y: event.clientY - box.top });
    }, { passive: false });

    drawing.drag(pane, (event) => {
      event.preventDefault();
      pane.focus({ preventScroll: true });
    });

    // What leads to a node and what leads on from it stands out while it is pointed at.
    const nodes = all(svg, ".node[data-node]");
    const edges = all(svg, ".edge");
    const of = new Map();
    for (const edge of edges) {
      for (const end of [edge.dataset.from, edge.dataset.to]) {
        if (!of.has(end)) of.set(end, []);
        of.get(end).push(edge);
      }
    }
    let lit = [];
    const follow = (node) => {
      svg.classList.toggle("following", Boolean(node));
      for (const edge of lit) edge.classList.remove("lit");
      lit = (node && of.get(node)) || [];
      for (const edge of lit) edge.classList.add("lit");
    };
    // One stop of the Tab key for the whole drawing; the arrows go from node to node, Enter opens what is told of it,
    // and e opens the relay that leads to it.
    const place = (node) => {
      const box = (node.querySelector("circle:not(.first), rect") || node).getBBox();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const places = new Map(nodes.map((node) => [node, place(node)]));
    nodes.forEach((node, at) => node.setAttribute("tabindex", at === 0 ? "0" : "-1"));
    const go = (from, key) => {
      const here = places.get(from);
      const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
      let best = null;
      for (const [node, there] of places) {
        const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
        const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
        if (node === from || along < 1) continue;
        const cost = along + 3 * aside;
        if (!best || cost < best.cost) best = { node, cost };
      }
      return best && best.node;
    };
    const stand = (node) => {
      for (const other of nodes) other.setAttribute("tabindex", other === node ? "0" : "-1");
      node.focus({ preventScroll: true });
      const { x, y } = places.get(node);
      const margin = 60;
      const into = (at, from, size) => (at < from + margin || at > from + size - margin ? at - size / 2 : from);
      pane.scrollTo(into(x * scale, pane.scrollLeft, pane.clientWidth), into(y * scale, pane.scrollTop, pane.clientHeight));
    };
    graph.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const node = event.target.closest(".node[data-node]");
      const zooms = { "+": "in", "=": "in", "-": "out", "0": "fit" }[event.key];
      if (zooms) {
        event.preventDefault();
        zoom(ways[zooms]());
        if (node) stand(node);
      } else if (node && event.key.startsWith("Arrow")) {
        event.preventDefault();
        const next = go(node, event.key);
        if (next) stand(next);
      } else if (node && event.key === "e") {
        const edge = (of.get(node.dataset.node) || []).find((one) => one.dataset.to === node.dataset.node);
        if (edge) {
          event.preventDefault();
          event.stopPropagation();
          location.hash = edge.getAttribute("href");
        }
      }
    });
    for (const node of nodes) {
      for (const come of ["pointerenter", "focus"]) node.addEventListener(come, () => follow(node.dataset.node));
      for (const leave of ["pointerleave", "blur"]) node.addEventListener(leave, () => follow(null));
    }
  }
  openAt();
})();
