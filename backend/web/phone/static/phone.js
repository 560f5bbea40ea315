"use strict";
// Follows the station: when another step is due, the page that fits it is shown.
async function look() {
  try {
    const answer = await fetch("/state", { cache: "no-store" });
    if (answer.ok && (await answer.text()) !== document.body.dataset.state) {
      location.replace("/");
      return;
    }
  } catch {
    // Off line for a moment: the next look may succeed.
  }
  setTimeout(look, 2000);
}
setTimeout(look, 2000);
