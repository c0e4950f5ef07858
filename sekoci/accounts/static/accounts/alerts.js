// Asks the browser for its permission and hands over where it is reached. Without it the page says that it cannot be done here.
const form = document.querySelector("form[data-push]");
if (form && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  document.querySelector("[data-push-missing]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.endpoint.value) return;
    event.preventDefault();
    if ((await Notification.requestPermission()) !== "granted") {
      document.querySelector("[data-push-denied]").hidden = false;
      return;
    }
    try {
      await navigator.serviceWorker.register("/sw.js");
      const { pushManager } = await navigator.serviceWorker.ready;
      const given = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.push })).toJSON();
      form.endpoint.value = given.endpoint;
      form.p256dh.value = given.keys.p256dh;
      form.auth.value = given.keys.auth;
      form.submit();
    } catch {
      document.querySelector("[data-push-failed]").hidden = false;
    }
  });
}
