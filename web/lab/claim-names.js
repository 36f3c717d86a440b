/**
 * What a claim of docs/claims.md is about, in a few words.
 * @type {Record<string, string>}
 */
export const claimNames = {
  C4: 'a two-layer network and its linearisation',
  C5: 'smooth activations: how far the linearisation is off',
  C6: 'ReLU: how far it is off, with high probability',
  C7: 'several layers: farther off with depth',
  C8: 'the linearisation is a kernel model',
  C9: 'wide networks have the limit’s kernel',
  C10: 'which kernels can fit everything',
  C11: 'what is fitted is the residual y − f₀',
  C12: 'kernels of several layers',
  C14: 'the space of functions of the kernel, and its norm',
  C15: 'gradient flow seen by the kernel, mode by mode',
  C16: 'a wide network predicts what its kernel predicts',
  C17: 'training is kernel regression at every time',
  C18: 'proved for finite times only',
  C19: 'as good as strongly convex',
  C20: 'the output’s scale decides: lazy or not',
  C21: 'many neurons: training reaches loss 0',
  C22: 'real training learns features',
  C23: 'networks that beat their kernel',
};
