"""The speaker encoder and Tacotron 2 as PyTorch modules that torch.jit can script and trace.

Not a script: torchscript.py uses it. The names of parameters and buffers are those of the published checkpoints, every
size is free, and the equations are those of networks.py, which torchscript.py holds them against.
"""
import torch
from torch import nn
from torch.nn import functional as F


class SpeakerEncoder(nn.Module):
    """Mels [partials, 160, 40] -> embeddings [partials, 256] of unit length."""

    def __init__(self, hidden, layers):
        super().__init__()
        self.lstm = nn.LSTM(40, hidden, num_layers=layers, batch_first=True)
        self.linear = nn.Linear(hidden, 256)
        # The training objective's, which the published file has too.
        self.similarity_weight = nn.Parameter(torch.ones(1))
        self.similarity_bias = nn.Parameter(torch.zeros(1))

    def forward(self, mels):
        output, _ = self.lstm(mels)
        return F.normalize(F.relu(self.linear(output[:, -1])), dim=1)


class ConvNorm(nn.Module):
    def __init__(self, inputs, outputs, kernel, bias=True):
        super().__init__()
        self.conv = nn.Conv1d(inputs, outputs, kernel, padding=kernel // 2, bias=bias)

    def forward(self, x):
        return self.conv(x)


class LinearNorm(nn.Module):
    def __init__(self, inputs, outputs, bias=False):
        super().__init__()
        self.linear_layer = nn.Linear(inputs, outputs, bias=bias)

    def forward(self, x):
        return self.linear_layer(x)


def stack(sizes):
    """A convolution with batch normalisation between each two sizes."""
    pairs = zip(sizes, sizes[1:])
    return nn.ModuleList([nn.Sequential(ConvNorm(a, b, 5), nn.BatchNorm1d(b)) for a, b in pairs])


class Encoder(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.convolutions = stack([size] * 4)
        self.lstm = nn.LSTM(size, size // 2, bidirectional=True)

    def forward(self, x):  # [S, E] -> [S, E]
        x = x.t().unsqueeze(0)
        for convolution in self.convolutions:
            x = F.relu(convolution(x))
        output, _ = self.lstm(x[0].t().unsqueeze(1))
        return output[:, 0]


class Prenet(nn.Module):
    def __init__(self, bands, units):
        super().__init__()
        self.layers = nn.ModuleList([LinearNorm(bands, units), LinearNorm(units, units)])

    def forward(self, x, bits):
        for i, layer in enumerate(self.layers):
            x = 2 * F.relu(layer(x)) * bits[i]
        return x


class LocationLayer(nn.Module):
    def __init__(self, filters, kernel, size):
        super().__init__()
        self.location_conv = ConvNorm(2, filters, kernel, bias=False)
        self.location_dense = LinearNorm(filters, size)

    def forward(self, weights):  # [2, S] -> [S, attention]
        return self.location_dense(self.location_conv(weights.unsqueeze(0))[0].t())


class Attention(nn.Module):
    def __init__(self, query, memory, size, filters):
        super().__init__()
        self.query_layer = LinearNorm(query, size)
        self.memory_layer = LinearNorm(memory, size)
        self.v = LinearNorm(size, 1)
        self.location_layer = LocationLayer(filters, 31, size)

    def forward(self, query, memory, weights):
        energy = self.query_layer(query) + self.memory_layer(memory) + self.location_layer(weights)
        return torch.softmax(self.v(torch.tanh(energy))[:, 0], 0)


class Decoder(nn.Module):
    def __init__(self, bands, memory, prenet, attention_rnn, decoder_rnn, attention, filters):
        super().__init__()
        self.prenet = Prenet(bands, prenet)
        self.attention_rnn = nn.LSTMCell(prenet + memory, attention_rnn)
        self.attention_layer = Attention(attention_rnn, memory, attention, filters)
        self.decoder_rnn = nn.LSTMCell(attention_rnn + memory, decoder_rnn)
        self.linear_projection = LinearNorm(decoder_rnn + memory, bands, bias=True)
        self.gate_layer = LinearNorm(decoder_rnn + memory, 1, bias=True)
        self.bands, self.sizes = bands, (attention_rnn, decoder_rnn)

    def forward(self, memory, bits):  # [S, memory], [T, 2, prenet] -> [T, bands], [T, S], [T]
        zeros = memory.new_zeros
        frame, context = zeros(self.bands), zeros(memory.size(1))
        now, total = zeros(memory.size(0)), zeros(memory.size(0))
        h_a, c_a = zeros(1, self.sizes[0]), zeros(1, self.sizes[0])
        h_d, c_d = zeros(1, self.sizes[1]), zeros(1, self.sizes[1])
        frames, alignment, gates = [frame], [now], [zeros(1)]  # TorchScript wants the type of a list's items
        for step in range(bits.size(0)):
            x = self.prenet(frame, bits[step])
            h_a, c_a = self.attention_rnn(torch.cat([x, context]).unsqueeze(0), (h_a, c_a))
            now = self.attention_layer(h_a, memory, torch.stack([now, total]))
            total = total + now
            context = now @ memory
            h_d, c_d = self.decoder_rnn(torch.cat([h_a[0], context]).unsqueeze(0), (h_d, c_d))
            out = torch.cat([h_d[0], context])
            frame = self.linear_projection(out)
            frames.append(frame)
            alignment.append(now)
            gates.append(self.gate_layer(out))
        return torch.stack(frames[1:]), torch.stack(alignment[1:]), torch.sigmoid(torch.cat(gates[1:]))


class Postnet(nn.Module):
    def __init__(self, bands, channels):
        super().__init__()
        self.convolutions = stack([bands, channels, channels, channels, channels, bands])

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = convolution(x)
            if i < 4:
                x = torch.tanh(x)
        return x


class Tacotron2(nn.Module):
    """ids [S], speaker, dropout bits [T, 2, prenet] -> mel [80, T], alignment [T, S], gates [T]."""

    def __init__(self, size, speaker_vector, speaker_embedding, prenet, attention_rnn, decoder_rnn, attention, filters,
                 channels):
        super().__init__()
        self.embedding = nn.Embedding(145, size)
        self.speaker_embedding = nn.Linear(speaker_vector, speaker_embedding)
        self.encoder = Encoder(size)
        self.decoder = Decoder(80, size + speaker_embedding, prenet, attention_rnn, decoder_rnn, attention, filters)
        self.postnet = Postnet(80, channels)

    def forward(self, ids, speaker, bits):
        text = self.encoder(self.embedding(ids))
        voice = self.speaker_embedding(speaker).unsqueeze(0).expand(text.size(0), -1)
        frames, alignment, gates = self.decoder(torch.cat([text, voice], 1), bits)
        mel = frames.t()
        return mel + self.postnet(mel.unsqueeze(0))[0], alignment, gates
