/** The one province whose organisation this process records. */
export class ProvinceSetting {
  constructor(readonly province: string) {}
}
