// What the app's pages do besides where scripts run; without them the filters' form does the same.
// Drag over the chart of a relation: the filters take the days from and to, and the address with them.
"use strict";
(() => {
  const LEFT = 44, RIGHT = 990, LEAST = 6; // of the drawing, in its own lengths
  let held = null;

  const place = (svg, event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    return Math.min(RIGHT, Math.max(LEFT, x));
  };

  const drop = () => {
    if (held) held.mark.remove();
    held = null;
  };

  const days = (svg, from, to) => {
    const starts = svg.dataset.starts.split(" ");
    const step = (RIGHT - LEFT) / starts.length;
    const at = (x) => Math.min(starts.length - 1, Math.max(0, Math.floor((x - LEFT) / step)));
    const next = starts[at(to) + 1];
    const last = next ? new Date(Date.parse(next) - 86400000).toISOString().slice(0, 10) : svg.dataset.until;
    return [starts[at(from)], last];
  };

  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest ? event.target.closest("svg[data-starts]") : null;
    if (!svg || event.button !== 0 || event.pointerType === "touch") return; // a finger scrolls
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    mark.setAttribute("class", "brush");
    mark.setAttribute("y", "0");
    mark.setAttribute("height", String(svg.viewBox.baseVal.height));
    svg.append(mark);
    held = { svg, mark, from: place(svg, event), to: place(svg, event) };
    event.preventDefault();
  });

  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    held.to = place(held.svg, event);
    held.mark.setAttribute("x", String(Math.min(held.from, held.to)));
    held.mark.setAttribute("width", String(Math.abs(held.to - held.from)));
  });

  document.addEventListener("pointerup", () => {
    if (!held) return;
    const { svg, from, to } = held;
    const form = document.querySelector(".filters form");
    drop();
    if (!form || Math.abs(to - from) < LEAST) return;
    const [since, until] = days(svg, Math.min(from, to), Math.max(from, to));
    form.elements.namedItem("since").value = since;
    form.elements.namedItem("until").value = until;
    form.requestSubmit();
  });

  // An address says what is asked for, not what is left open.
  document.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });

  document.addEventListener("pointercancel", drop);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") drop();
  });
})();
