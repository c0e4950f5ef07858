// Counts the seconds until a new code may be asked for. Without it the first figure stays; the server counts anyway.
const line = document.querySelector("[data-wait]");
if (line) {
  const end = Date.now() + Number(line.dataset.wait) * 1000;
  const words = line.textContent;
  const timer = setInterval(() => {
    const left = Math.ceil((end - Date.now()) / 1000);
    line.textContent = left > 0 ? words.replace(/\d+/, left) : line.dataset.then;
    if (left <= 0) clearInterval(timer);
  }, 1000);
}
