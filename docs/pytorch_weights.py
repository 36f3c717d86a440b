"""A PyTorch network as a document and weights of NTK Lab; docs/weights.md has the layout.

    from pytorch_weights import experiment_of, save
    model = torch.nn.Sequential(torch.nn.Linear(2, 64), torch.nn.Tanh(), torch.nn.Linear(64, 1))
    save(*experiment_of(model, inputs, targets), 'my-network')

Inputs are a tensor or rows of n × d numbers, targets n × k. PyTorch itself is not needed here: a model is what
iterates over its layers as torch.nn.Sequential does.
"""

import json

ACTIVATIONS = {
    'ReLU': ('relu', {}),
    'LeakyReLU': ('leakyRelu', {'negative_slope': 0.01}),
    'Tanh': ('tanh', {}),
    'Sigmoid': ('sigmoid', {}),
    'Softplus': ('softplus', {'beta': 1}),
    'GELU': ('gelu', {'approximate': 'none'}),
    'SiLU': ('swish', {}),
}


def rows_of(tensor):
    """A tensor, or lists already, as lists."""
    return tensor.detach().tolist() if hasattr(tensor, 'detach') else [list(row) for row in tensor]


def activation_of(layers):
    """The one activation between the affine layers; 'linear' if there is none."""
    names = set()
    for layer in layers:
        kind = type(layer).__name__
        if kind not in ACTIVATIONS:
            raise ValueError(f'{kind} is not an activation of NTK Lab; known: {", ".join(ACTIVATIONS)}')
        name, options = ACTIVATIONS[kind]
        for option, value in options.items():
            if getattr(layer, option) != value:
                raise ValueError(f'{kind} has {option} = {getattr(layer, option)}; NTK Lab has {value}')
        names.add(name)
    if len(names) > 1:
        raise ValueError(f'the activations differ: {", ".join(sorted(names))}')
    return names.pop() if names else 'linear'


def split(model):
    """Affine layers and activations of a model: Linear, activation, Linear, …, Linear."""
    layers = list(model)
    affine = [layer for layer in layers if type(layer).__name__ == 'Linear']
    activations = [layer for layer in layers if type(layer).__name__ != 'Linear']
    activation = activation_of(activations)
    expected = layers[0::2] if activations else layers
    if affine != expected or len(affine) < 2 or (activations and len(layers) % 2 == 0):
        raise ValueError('the model must be Linear, activation, Linear, …, Linear with two Linear layers or more')
    return affine, activation


def is_trained(number, layer):
    if layer.weight.requires_grad != layer.bias.requires_grad:
        raise ValueError(f'of layer {number} the weight and the bias must be trained both, or neither')
    return layer.weight.requires_grad


def experiment_of(model, inputs, targets):
    """The document, for json.dump, and the weights: layer by layer W row by row, then b."""
    affine, activation = split(model)
    if any(layer.bias is None for layer in affine):
        raise ValueError('every Linear layer must have a bias')
    weights = []
    for layer in affine:
        for row in rows_of(layer.weight):
            weights.extend(row)
        weights.extend(layer.bias.detach().tolist())
    trained = [number for number, layer in enumerate(affine, 1) if is_trained(number, layer)]
    if not trained:
        raise ValueError('no layer is trained')
    document = {
        'version': 1,
        'data': {
            'source': 'given',
            'inputMap': 'identity',
            'inputs': rows_of(inputs),
            'targets': rows_of(targets),
        },
        'network': {
            'parametrisation': 'pytorch',
            'activation': activation,
            'depth': len(affine) - 1,
            'widths': [layer.weight.shape[0] for layer in affine[:-1]],
            'outputs': affine[-1].weight.shape[0],
            'trainedLayers': trained,
        },
    }
    return document, weights


def save(document, weights, name):
    """Writes NAME.json, the document, and NAME-weights.json, which the page takes as given initial weights."""
    for suffix, value in (('', document), ('-weights', weights)):
        with open(f'{name}{suffix}.json', 'w', encoding='utf-8') as file:
            json.dump(value, file)
