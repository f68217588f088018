/**
 * What the shipped items still lack, by item: cues that no test sentence of a language exercises, and match sentences that
 * another item claims without `also`. The numbers may only shrink: a new cue comes with its sentence, and whoever mends an
 * item lowers them. An item that is not named lacks nothing.
 */
export const GAPS: Readonly<Record<string, { unexercised: number; claimed: number }>> = {
  C10: { unexercised: 25, claimed: 0 },
  C11: { unexercised: 34, claimed: 2 },
  C12: { unexercised: 11, claimed: 1 },
  C13: { unexercised: 12, claimed: 0 },
  C14: { unexercised: 7, claimed: 0 },
  C15: { unexercised: 7, claimed: 0 },
  C16: { unexercised: 9, claimed: 0 },
  C17: { unexercised: 22, claimed: 0 },
  C18: { unexercised: 18, claimed: 1 },
  S01: { unexercised: 6, claimed: 1 },
  S02: { unexercised: 2, claimed: 0 },
  S03: { unexercised: 2, claimed: 1 },
  S04: { unexercised: 0, claimed: 1 },
  S05: { unexercised: 3, claimed: 0 },
  S06: { unexercised: 2, claimed: 2 },
  S07: { unexercised: 8, claimed: 3 },
  S08: { unexercised: 2, claimed: 5 },
  S09: { unexercised: 2, claimed: 1 },
  S10: { unexercised: 12, claimed: 0 },
  S11: { unexercised: 2, claimed: 2 },
  S12: { unexercised: 2, claimed: 1 },
  S13: { unexercised: 7, claimed: 3 },
  S14: { unexercised: 14, claimed: 0 },
  S15: { unexercised: 8, claimed: 4 },
  S16: { unexercised: 8, claimed: 5 },
  S17: { unexercised: 16, claimed: 0 },
  S18: { unexercised: 4, claimed: 2 },
  S19: { unexercised: 21, claimed: 3 },
  S20: { unexercised: 10, claimed: 0 },
}
