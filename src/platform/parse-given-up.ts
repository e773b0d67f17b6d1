/** A text took a grammar longer than any that a person writes: nothing is known of what it says. */
export class ParseGivenUp extends Error {
  constructor() {
    super("The text takes too long to be parsed.");
    this.name = "ParseGivenUp";
  }
}
