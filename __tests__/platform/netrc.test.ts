import { describe, expect, it } from "vitest";
import { parseNetrc, withLogin } from "../../src/platform/netrc.ts";

const NETRC = `
# comment machine no.example.org login x password y
machine wheels.example.org login ada password p@ss/word
machine other.example.org
  login bob
  password b
machine other.example.org login second password s
default login anonymous password none
`;

describe("netrc", () => {
  it("gives a host's login to its URL, escaped, and the default's to any other", () => {
    const logins = parseNetrc(NETRC);
    expect(withLogin("https://wheels.example.org/simple", logins)).toBe(
      "https://ada:p%40ss%2Fword@wheels.example.org/simple",
    );
    expect(withLogin("https://other.example.org/simple", logins)).toBe("https://bob:b@other.example.org/simple");
    expect(withLogin("https://no.example.org/simple", logins)).toBe("https://anonymous:none@no.example.org/simple");
  });

  it("leaves a URL with a login of its own, another scheme, and what is no URL as they are", () => {
    const logins = parseNetrc(NETRC);
    for (const url of ["https://me:mine@wheels.example.org/simple", "file:///srv/wheels", "not a url"]) {
      expect(withLogin(url, logins)).toBe(url);
    }
    expect(withLogin("https://wheels.example.org/simple", parseNetrc(""))).toBe("https://wheels.example.org/simple");
  });
});
