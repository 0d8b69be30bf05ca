/// Finds the state dict in what a pickle holds: a table from names such as `decoder.attention_rnn.weight_ih` to
/// tensors.
///
/// The rule, in order:
/// 1. A module: its own state dict, as `torch.nn.Module.state_dict()` names it.
/// 2. A dict that has tensors under one of ``preferredKeys``: that value.
/// 3. A dict that holds tensors itself: all of it; dicts inside add their key and a dot to the names.
/// 4. Otherwise the value with the most tensors, leaving out those whose key speaks of an optimiser or a scheduler.
struct StateDictionary {
    /// The keys under which training programs keep the weights of the model, most telling first.
    static let preferredKeys = ["model_state", "state_dict", "model_state_dict", "generator", "model"]

    /// Where a module keeps its tensors and the modules inside it.
    enum ModuleLayout {
        /// A pickled `torch.nn.Module`: in three dicts.
        case tables
        /// TorchScript: among its other attributes. There a dict is an attribute and no part of the state dict.
        case attributes
    }

    private let pickle: Pickle
    private let file: MappedFile
    private let modules: ModuleLayout
    private var tensors: [String: PickleTensor] = [:]
    private var naming: TensorNaming

    /// The tensors of the state dict by name.
    ///
    /// - Throws: ``CheckpointError/notACheckpoint(path:reason:)`` if there are none.
    static func tensors(
        in pickle: Pickle, of file: MappedFile, modules: ModuleLayout = .tables
    ) throws -> [String: PickleTensor] {
        var search = StateDictionary(pickle: pickle, file: file, modules: modules)
        let found = try search.search()
        guard !found.isEmpty else {
            throw CheckpointError.notACheckpoint(path: file.path, reason: "its pickle holds no named tensors")
        }
        return found
    }

    private init(pickle: Pickle, file: MappedFile, modules: ModuleLayout) {
        (self.pickle, self.file, self.modules) = (pickle, file, modules)
        naming = TensorNaming(file)
    }

    private mutating func search() throws -> [String: PickleTensor] {
        guard let entries = pickle.entries(pickle.root) else { return try collect(pickle.root) }
        for key in Self.preferredKeys {
            if let value = pickle.value(key, in: pickle.root) {
                let found = try collect(value)
                if !found.isEmpty { return found }
            }
        }
        let holdsTensors = entries.contains { if case .tensor? = pickle.object($0.value) { true } else { false } }
        if holdsTensors { return try collect(pickle.root) }
        var best: [String: PickleTensor] = [:]
        for case (key: .text(let key), let value) in entries {
            let lowered = key.lowercased()
            if lowered.contains("optim") || lowered.contains("sched") { continue }
            let found = try collect(value)
            if found.count > best.count { best = found }
        }
        return best
    }

    private mutating func collect(_ value: PickleValue) throws -> [String: PickleTensor] {
        tensors = [:]
        try walk(value, prefix: "", depth: 0)
        return tensors
    }

    /// Adds the tensors of a dict or a module.
    private mutating func walk(_ value: PickleValue, prefix: String, depth: Int) throws {
        try naming.enter(depth: depth)
        switch pickle.object(value) {
        case .dictionary(let entries)?:
            try walk(entries, prefix: prefix, depth: depth)
        case .instance(_, _, let state)?:
            // Objects that are no modules have none of these dicts, and in TorchScript no tensors.
            guard let attributes = pickle.entries(state) else { return }
            try naming.charge(visits: attributes.count)
            if modules == .attributes { return try walk(attributes, prefix: prefix, depth: depth) }
            let transient = pickle.value("_non_persistent_buffers_set", in: state).flatMap(pickle.items) ?? []
            for (key, skipped) in [("_parameters", []), ("_buffers", transient), ("_modules", [])] {
                guard let entries = pickle.value(key, in: state).flatMap(pickle.entries) else { continue }
                let skippedNames = skipped.compactMap { if case .text(let name) = $0 { name } else { nil } }
                try naming.charge(
                    visits: skipped.count, bytes: skippedNames.reduce(0) { $0 + $1.utf8.count })
                let names = Set(skippedNames)
                try walk(entries, except: names, prefix: prefix, depth: depth)
            }
        default: return
        }
    }

    private mutating func walk(
        _ entries: [(key: PickleValue, value: PickleValue)], except skipped: Set<String> = [], prefix: String,
        depth: Int
    ) throws {
        try naming.charge(visits: entries.count)
        for (key, value) in entries {
            guard let name = try naming.key(key, after: prefix), !skipped.contains(name) else { continue }
            switch pickle.object(value) {
            case .tensor(let tensor)?:
                try naming.charge(visits: 1, bytes: prefix.utf8.count + name.utf8.count)
                tensors[prefix + name] = tensor
            case .dictionary? where modules == .attributes: continue
            case .dictionary?, .instance?: try walk(value, prefix: prefix + name + ".", depth: depth + 1)
            default: continue
            }
        }
    }
}
