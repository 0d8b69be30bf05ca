// The umbrella: `import VoiceClone` gives every module.

@_exported import AudioIO
@_exported import Checkpoint
@_exported import DSP
@_exported import SpeakerEncoder
@_exported import Tacotron2
@_exported import Tensor
@_exported import TextFrontend
@_exported import Vocoder
