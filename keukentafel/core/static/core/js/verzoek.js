// Talking to the server: the token, and nothing kept.
export const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

/** POST a body of JSON; throws when the network or the server refuses. */
export async function postJson(url, inhoud) {
  const antwoord = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(inhoud),
    credentials: "same-origin",
    keepalive: true,
  });
  if (!antwoord.ok || antwoord.redirected) throw new Error(String(antwoord.status));
  return antwoord.status === 204 ? null : antwoord.json().catch(() => null);
}

/** GET JSON; null when there is nothing or no connection. */
export async function getJson(url) {
  try {
    const antwoord = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    return antwoord.ok && !antwoord.redirected ? await antwoord.json() : null;
  } catch {
    return null;
  }
}

/** Show that there is no connection, or that there is again. */
export function meldVerbinding(heeft) {
  const balk = document.querySelector("[data-verbinding]");
  if (balk) balk.hidden = heeft;
}

/** "14.03" */
export function klok(moment = new Date()) {
  return `${moment.getHours()}.${String(moment.getMinutes()).padStart(2, "0")}`;
}
