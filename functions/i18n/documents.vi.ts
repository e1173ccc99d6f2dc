export const documentsVi = {} as const;
