// Passkeys: a form that asks for one is sent when the browser has made it, or has let it sign.
"use strict";

(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const opened = (credential) => ({ ...credential, id: bytes(credential.id) });

  const made = async (asked) => {
    const publicKey = { ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) } };
    publicKey.excludeCredentials = (asked.excludeCredentials || []).map(opened);
    const { id, rawId, type, response } = await navigator.credentials.create({ publicKey });
    const { clientDataJSON, attestationObject } = response;
    return { id, rawId: text(rawId), type, response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) } };
  };

  const signed = async (asked) => {
    const publicKey = { ...asked, challenge: bytes(asked.challenge) };
    publicKey.allowCredentials = (asked.allowCredentials || []).map(opened);
    const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
    const { clientDataJSON, authenticatorData, signature } = response;
    const answer = { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) };
    return { id, rawId: text(rawId), type, response: answer };
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.passkey) return;
    event.preventDefault();
    const asked = JSON.parse(form.dataset.asked).publicKey;
    try {
      const answer = await (form.dataset.passkey === "create" ? made(asked) : signed(asked));
      form.elements.credential.value = JSON.stringify(answer);
    } catch {
      form.elements.credential.value = "{}"; // given up, or none here: the house says so
    }
    form.submit();
  });
})();
