export const pagesVi = {} as const;
