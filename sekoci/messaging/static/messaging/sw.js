// Shows news on a phone whose person asked for it, and opens the page that it is about. Nothing is kept, nothing else is touched.
addEventListener("push", (event) => {
  const news = event.data.json();
  const look = { body: news.body, tag: news.tag, icon: "/ikon-192.png", badge: "/ikon-192.png", data: { url: news.url }, vibrate: [120, 60, 120] };
  event.waitUntil(registration.showNotification(news.title, look));
});
addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data.url, location.origin);
  event.waitUntil(url.origin === location.origin ? clients.openWindow(url.href) : undefined);
});
