import ArgumentParser
import VoiceClone

/// How much each part of the adapter's objective counts: to see what it does, and for `propose`.
struct ObjectiveOptions: ParsableArguments {
    @Option(help: "How far a clone is drawn from the mean of many voices, γ.")
    var contrast = SpeakerAdapter.Objective().contrast
    @Option(help: "How much is lost by straying from known vectors, σ.")
    var strangeness = SpeakerAdapter.Objective().strangeness
    @Option(help: "How much is lost by sentences that do not end as they should, ρ.")
    var failures = SpeakerAdapter.Objective().failures
    @Option(help: "How much is gained by a point of predicted naturalness, ν.")
    var naturalnessGain = SpeakerAdapter.Objective().naturalness

    var objective: SpeakerAdapter.Objective {
        var objective = SpeakerAdapter.Objective()
        objective.contrast = contrast
        objective.strangeness = strangeness
        objective.failures = failures
        objective.naturalness = naturalnessGain
        return objective
    }
}
