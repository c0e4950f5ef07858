// On the review page a key answers: the buttons say which.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest("input, textarea, select")) return;
  [...document.querySelectorAll("[data-keys]")].find((button) => button.dataset.keys.includes(event.key.toLowerCase()))?.click();
});
