import VoiceClone

@main
struct Tacotron2EncoderExample {
    static func main() {}
}
