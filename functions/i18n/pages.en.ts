export const pagesEn = {} as const;
