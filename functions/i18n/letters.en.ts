export const lettersEn = {} as const;
