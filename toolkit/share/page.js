// Searching, choosing and sorting the table of gaps, and drawing the pictures. Without it the page has plain tables.
(function () {
  "use strict";

  function folded(text) {
    return text.normalize("NFC").toLowerCase();
  }

  function searchable(section) {
    const table = section.querySelector("table");
    const body = table.tBodies[0];
    const controls = section.querySelector(".controls");
    const rows = Array.from(body.rows, (row, place) => ({ row, place, text: folded(row.textContent) }));
    const heads = Array.from(table.tHead.rows[0].cells);
    const search = controls.querySelector("input");
    const choices = Array.from(controls.querySelectorAll("select[data-fact]"));
    const order = controls.querySelector(".order");
    const shown = controls.querySelector(".shown");

    function choose() {
      const words = folded(search.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const one of rows) {
        const fits =
          words.every((word) => one.text.includes(word)) &&
          choices.every((choice) => !choice.value || one.row.dataset[choice.dataset.fact] === choice.value);
        one.row.hidden = !fits;
        count += fits;
      }
      shown.textContent = controls.dataset.shown.replace("{n}", count).replace("{m}", rows.length);
    }

    function sort(column, down) {
      const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
      const points = column > 0 && heads[column].dataset.by === "points";
      const key = (one) => one.row.cells[column].textContent;
      const compared = (a, b) =>
        column < 1
          ? 0
          : points
            ? Number(a.row.dataset.points) - Number(b.row.dataset.points)
            : collator.compare(key(a), key(b));
      const sorted = rows.slice().sort((a, b) => (down ? -1 : 1) * compared(a, b) || a.place - b.place);
      body.append(...sorted.map((one) => one.row));
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      if (column > 0) heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
      order.value = column > 0 ? String(column) : "";
    }

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => {
        const first = head.dataset.by === "points" ? "descending" : "ascending";
        const now = head.getAttribute("aria-sort");
        sort(column, now ? now === "ascending" : first === "descending");
      });
      head.replaceChildren(button);
    });
    search.addEventListener("input", choose);
    choices.forEach((choice) => choice.addEventListener("change", choose));
    order.addEventListener("change", () => {
      const column = Number(order.value || 0);
      sort(column, heads[column].dataset.by === "points");
    });
    controls.querySelector(".reset").addEventListener("click", () => {
      search.value = "";
      choices.forEach((choice) => (choice.value = ""));
      sort(0, false);
      choose();
      search.focus();
    });
    controls.hidden = false;
    choose();
  }

  // On a narrow screen rows are drawn as cards; that they are a table must still be told to a screen reader.
  function told(table) {
    const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th": "rowheader" };
    table.setAttribute("role", "table");
    for (const [parts, role] of Object.entries(roles))
      table.querySelectorAll(parts).forEach((part) => part.setAttribute("role", role));
  }

  function draw(place) {
    const parts = JSON.parse(document.querySelector(`script[data-for="${place.id}"]`).textContent);
    const least = Number(place.dataset.least);
    const paper = { width: 1020, height: 660 }; // pixels between the margins of A4 across
    window.Plotly.newPlot(place, parts.data, parts.layout, parts.config);
    document.getElementById(`${place.id}-title`).classList.add("drawn"); // the picture has the same title
    addEventListener("beforeprint", () => {
      place.style.zoom = Math.min(1, paper.width / Math.max(least, place.offsetWidth), paper.height / place.offsetHeight);
    });
    addEventListener("afterprint", () => {
      place.style.zoom = 1;
    });
  }

  document.querySelectorAll(".cards table").forEach(told);
  const gaps = document.getElementById("gaps");
  if (gaps && gaps.querySelector(".controls")) searchable(gaps);
  if (window.Plotly) document.querySelectorAll(".drawing").forEach(draw);
})();
