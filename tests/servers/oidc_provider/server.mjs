// A real OpenID provider (oidc-provider) on loopback, over TLS, with a sign-in page of its own.
// Its issuer is 127.0.0.1, which for a browser is another site than the console at localhost.
// Usage: node server.mjs SETTINGS.json — prints one line of JSON with its port, then serves until it is ended.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import Provider from "oidc-provider";

const settings = JSON.parse(readFileSync(process.argv[2], "utf8"));
const server = createServer({ cert: readFileSync(settings.cert), key: readFileSync(settings.key) });
await new Promise((ready) => server.listen(settings.port ?? 0, "127.0.0.1", ready));
const { port } = server.address();

const provider = new Provider(`https://127.0.0.1:${port}`, {
  clients: [{
    client_id: settings.client_id,
    client_secret: settings.client_secret,
    redirect_uris: settings.redirect_uris,
    post_logout_redirect_uris: settings.post_logout_redirect_uris,
  }],
  claims: { openid: ["sub"], profile: ["preferred_username", "roles"] },
  cookies: { keys: ["only for tests"] },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  pkce: { required: () => true },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, id) => id in settings.people && { accountId: id, claims: () => ({ sub: id, ...settings.people[id] }) },
  async loadExistingGrant(context) {
    const { client, session, provider: { Grant } } = context.oidc;
    const grant = new Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
});

const page = '<!DOCTYPE html><html lang="en"><title>Provider</title><form method="post"><label>Login <input name="login" id="login"></label><button>Sign in</button></form></html>';

provider.use(async (context, next) => {
  if (!context.path.startsWith("/interaction/")) {
    await next();
    return;
  }
  if (context.method === "GET") {
    context.type = "html";
    context.body = page;
    return;
  }
  let body = "";
  for await (const part of context.req) {
    body += part;
  }
  const login = new URLSearchParams(body).get("login");
  await provider.interactionFinished(context.req, context.res, { login: { accountId: login } }, { mergeWithLastSubmission: false });
  context.respond = false;
});

server.on("request", provider.callback());
console.log(JSON.stringify({ port }));
