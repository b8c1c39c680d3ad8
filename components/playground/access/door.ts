/** What the gateway's refusal of a caller means, if the URL checks who calls. */
export interface Refused {
  cause: string
  remedy: string
}

const refusals: { status: number; words: RegExp; refused: Refused }[] = [
  {
    status: 401,
    words: /token has expired/,
    refused: {
      cause: 'The token of the user pool has expired.',
      remedy: 'Sign in to the user pool again, and paste the new token.',
    },
  },
  {
    status: 401,
    words: /./s,
    refused: {
      cause: 'The user pool that guards this URL does not know this token, or none was sent.',
      remedy: 'Paste a token of that user pool: an access token if scopes are required, else an identity token.',
    },
  },
  {
    status: 403,
    words: /anonymous is not authorized to perform: execute-api:Invoke/,
    refused: {
      cause: "The API's resource policy keeps this computer's address out: it is not in the allow-list.",
      remedy:
        'Add the address that this network shows to the internet in the deploy options, or call from one of the list.',
    },
  },
  {
    status: 403,
    words: /not authorized to perform: execute-api:Invoke/,
    refused: {
      cause:
        'The signature is right, but a policy does not allow its signer to call, or the address is not in the allow-list.',
      remedy:
        'Allow execute-api:Invoke on this URL to the callers that sign, and check the allow-list in the deploy options.',
    },
  },
  {
    status: 403,
    words: /signature|security token/i,
    refused: {
      cause:
        'The gateway does not take the signature: it is older than five minutes, of unknown credentials, or of another request.',
      remedy: 'Send the request again: each has a new signature. If it repeats, check the clock of the server.',
    },
  },
]

export const door = (status: number, message: string): (() => Refused) | undefined => {
  const found = refusals.find((one) => one.status === status && one.words.test(message))
  return found && (() => found.refused)
}
