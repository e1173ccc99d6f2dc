export const lettersVi = {} as const;
