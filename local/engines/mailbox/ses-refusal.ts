/** A request that SES would refuse, with the error it would name. */
export class SesRefusal extends Error {
  override readonly name = 'SesRefusal';
  readonly code: string;
  readonly status: number;

  constructor(
    code: 'BadRequestException' | 'MessageRejected' | 'NotFoundException' | 'MissingAuthenticationTokenException',
    message: string,
  ) {
    super(message);
    this.code = code;
    this.status = code === 'NotFoundException' ? 404 : code === 'MissingAuthenticationTokenException' ? 403 : 400;
  }
}
