"use strict";
// Renews the list without touching what is being typed beside it.
const live = document.getElementById("live");

async function renew() {
  try {
    const answer = await fetch(live.dataset.from, { cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect") {
      location.assign("/sign-in");
      return;
    }
    if (answer.ok) {
      live.innerHTML = await answer.text();
    }
  } catch {
    // Off line for a moment: the next look may succeed.
  }
  setTimeout(renew, 5000);
}

setTimeout(renew, 5000);
