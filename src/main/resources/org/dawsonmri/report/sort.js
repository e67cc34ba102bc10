// A click on a heading sorts its table by that column, a second one the other way round.
document.querySelectorAll("table").forEach(table => {
  table.classList.add("sortable");
  const value = (row, column) => row.cells[column].textContent.trim().replace("−", "-").replace("< ", "");
  table.querySelectorAll("th").forEach((heading, column) => {
    heading.title = "Sort by this column";
    heading.addEventListener("click", () => {
      const up = heading.dataset.up !== "yes";
      heading.dataset.up = up ? "yes" : "no";
      const body = table.tBodies[0];
      [...body.rows].sort((a, b) => {
        const x = value(a, column), y = value(b, column);
        const nx = parseFloat(x), ny = parseFloat(y);
        if (isNaN(nx) !== isNaN(ny)) return isNaN(nx) ? 1 : -1;
        const order = isNaN(nx) ? x.localeCompare(y) : nx - ny;
        return up ? order : -order;
      }).forEach(row => body.appendChild(row));
    });
  });
});
