"use strict";
// What a drawing does wherever it stands, in a report and in the workbench.
const drawing = {
  // What names the lanes and the times stays in sight, however far one scrolls; what it covers then is greyed out.
  // `scale` tells how large it is drawn now; what is returned is called when that has changed.
  keepInSight: (svg, pane, scale) => {
    const stay = (what, x, y) => {
      const labels = svg.querySelector(what);
      if (!labels) return;
      const from = Number(labels.dataset.x || 0);
      const by = { x: Math.max(0, x / scale() - from), y: y / scale() };
      labels.setAttribute("transform", `translate(${by.x} ${by.y})`);
      labels.classList.toggle("stuck", by.x + by.y > 0);
    };
    const keep = () => {
      stay(".labels", pane.scrollLeft, 0);
      stay(".times", 0, pane.scrollTop);
    };
    pane.addEventListener("scroll", keep, { passive: true });
    return keep;
  },

  // Where sources and names fill a small screen, the articles are what is shown first.
  beginAtArticles: (svg, pane) => {
    const lanes = Number(svg.querySelector(".labels")?.dataset.x || 0);
    if (pane.clientWidth < 2 * lanes) pane.scrollLeft = lanes;
  },

  // A mouse draws the pane along; `begun` is told of the event with which it takes hold.
  drag: (pane, begun) => {
    let grip = null;
    pane.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button === 0 && !event.target.closest("a")) {
        grip = { x: event.clientX + pane.scrollLeft, y: event.clientY + pane.scrollTop };
        begun(event);
      }
    });
    addEventListener("pointermove", (event) => {
      if (!grip) return;
      pane.scrollLeft = grip.x - event.clientX;
      pane.scrollTop = grip.y - event.clientY;
    });
    addEventListener("pointerup", () => { grip = null; });
  },
};
