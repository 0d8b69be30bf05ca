// What the names in a pickle mean. PyTorch's own are in torch/_utils.py and torch/serialization.py.

extension PickleMachine {
    /// Python modules that act on the machine and have no place in a table of weights.
    ///
    /// They could do no harm here, where nothing is called; refusing their very names tells the user what sort of file
    /// this is. It is no list of everything dangerous: a call needs a name that ``reduce(_:_:)`` knows.
    private static let forbiddenModules: Set<String> = [
        "os", "posix", "nt", "sys", "subprocess", "shutil", "socket", "runpy", "pty", "importlib", "imp", "ctypes",
        "cffi", "commands", "asyncio", "multiprocessing", "tempfile", "pickle", "_pickle", "cPickle", "marshal",
        "webbrowser", "urllib", "urllib2", "http", "httplib", "requests", "ftplib", "smtplib", "pdb", "timeit",
        "operator", "_operator", "builtins", "__builtin__",
    ]

    /// What of Python's builtins is plain data.
    private static let dataBuiltins: Set<String> = [
        "set", "frozenset", "list", "dict", "tuple", "int", "long", "float", "bool", "str", "unicode", "bytes",
        "bytearray", "complex", "slice", "range", "object",
    ]

    /// Calls that are kept as they are: their result is a record of the name and the arguments.
    private static let inertCalls: Set<String> = [
        "torch.device", "torch.serialization._get_layout", "torch._C._get_layout", "_codecs.encode",
        "collections.defaultdict", "collections.Counter", "collections.deque", "pathlib.PosixPath", "pathlib.Path",
        "pathlib._local.PosixPath", "pathlib._local.Path", "datetime.datetime", "datetime.date", "datetime.timedelta",
        "numpy.dtype", "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar",
        "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct",
        "numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer",
        "copy_reg._reconstructor", "copyreg._reconstructor",
    ]

    /// Calls with which TorchScript notes the static type of their first argument, and gives it back.
    private static let typeTags: Set<String> = Set(
        ["restore_type_tag", "build_intlist", "build_doublelist", "build_boollist", "build_tensorlist"]
            .map { "torch.jit._pickle." + $0 })

    /// Calls that make tensors of other kinds: of 8-bit floats or unsigned integers, sparse, nested, or without storage.
    private static let otherTensors: Set<String> = Set(
        [
            "_rebuild_tensor_v3", "_rebuild_sparse_tensor", "_rebuild_nested_tensor", "_rebuild_wrapper_subclass",
            "_rebuild_meta_tensor_no_storage",
        ].map { "torch._utils." + $0 })

    mutating func pushGlobal(module: String, name: String) throws {
        try requireLength(of: module, name, what: "names a class by")
        let global = PickleGlobal(module: module, name: name)
        let package = module.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        let isBuiltin = package == "builtins" || package == "__builtin__"
        if Self.forbiddenModules.contains(package), !(isBuiltin && Self.dataBuiltins.contains(name)) {
            throw CheckpointError.forbiddenGlobal(name: global.text, path: file.path)
        }
        push(.global(global))
    }

    /// Understands a call: `callable(*arguments)`.
    mutating func reduce(_ callable: PickleGlobal, _ arguments: [PickleValue]) throws {
        switch callable.text {
        case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor", "torch._utils._rebuild_qtensor":
            push(.tensor(try tensor(arguments)))
        case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state":
            guard let data = arguments.first else { throw malformed("makes a parameter of nothing") }
            stack.append(data)
        case let name where Self.typeTags.contains(name):
            guard let value = arguments.first else { throw malformed("gives a type to nothing") }
            stack.append(value)
        case "collections.OrderedDict", "builtins.dict", "__builtin__.dict":
            push(.dictionary(try pairs(arguments)))
        case "builtins.set", "__builtin__.set", "builtins.frozenset", "__builtin__.frozenset",
            "builtins.list", "__builtin__.list":
            push(.list(try copiedItems(arguments)))
        case "builtins.tuple", "__builtin__.tuple", "torch.Size":
            push(.tuple(try copiedItems(arguments)))
        case let name where Self.otherTensors.contains(name):
            throw CheckpointError.unsupported(
                path: file.path,
                reason: "it holds a tensor of a kind that is not read here, which \(name) makes. Save it as float32")
        case let name where Self.inertCalls.contains(name):
            push(.instance(callable, arguments: arguments, state: .none))
        case let name:
            let package = callable.module.split(separator: ".").first.map(String.init)
            // TorchScript's own enumerations are calls of their class.
            if package == "builtins" || package == "__builtin__" || package == "__torch__" {
                push(.instance(callable, arguments: arguments, state: .none))
                return
            }
            throw CheckpointError.forbiddenGlobal(name: name, path: file.path)
        }
    }

    /// Gives the object on top of the stack its state.
    ///
    /// Only that of inert records is kept: an OrderedDict's is its version, a parameter's its Python attributes.
    mutating func build(_ state: PickleValue) throws {
        guard case .object(let index) = try top(), objects.indices.contains(index) else {
            throw malformed("gives a state to a plain value")
        }
        if case .instance(let global, let arguments, _) = objects[index] {
            objects[index] = .instance(global, arguments: arguments, state: state)
        }
    }

    /// Understands a persistent ID: a storage, or, in legacy files, a module's class with its source code.
    mutating func pushPersistent(_ identifier: PickleValue) throws {
        let fields = try items(identifier)
        guard let kind = fields.first else { throw malformed("has an empty persistent ID") }
        switch try text(kind) {
        case "module" where fields.count >= 2:
            stack.append(fields[1])
        case "storage" where fields.count >= 5:
            let storageClass = try global(fields[1])
            guard let type = ElementType(storageClass: storageClass.name) else {
                throw file.unsupported("it has a storage of the unknown type \(storageClass.text)")
            }
            let key = try text(fields[2])
            // Keys are compared often; PyTorch's are numbers.
            guard key.utf8.count <= 64 else { throw malformed("has a storage key of \(key.utf8.count) bytes") }
            var storage = PickleStorage(key: key, type: type, count: try integer(fields[4]))
            if fields.count > 5, case .object = fields[5] {
                // A view: its own key, where it begins, how long it is.
                let view = try items(fields[5])
                guard view.count == 3 else { throw malformed("has a view of a storage with \(view.count) fields") }
                (storage.start, storage.count) = (try integer(view[1]), try integer(view[2]))
            }
            push(.storage(storage))
        case let other:
            throw file.unsupported("its pickle has a persistent ID of the unknown kind \(other)")
        }
    }

    /// `_rebuild_tensor_v2(storage, storage_offset, size, stride, …)`, and the same of a quantised storage.
    private func tensor(_ arguments: [PickleValue]) throws -> PickleTensor {
        guard arguments.count >= 4, case .storage(let storage) = try object(arguments[0]) else {
            throw malformed("makes a tensor without a storage")
        }
        return PickleTensor(
            storage: storage, offset: try integer(arguments[1]), shape: try extents(arguments[2]),
            strides: try extents(arguments[3]))
    }

    private func extents(_ value: PickleValue) throws -> [Int] {
        let items = try items(value)
        // PyTorch has at most 64 dimensions; without a limit, tensors could copy one long tuple again and again.
        guard items.count <= 64 else { throw malformed("has a tensor of \(items.count) dimensions") }
        return try items.map(integer)
    }

    private mutating func copiedItems(_ arguments: [PickleValue]) throws -> [PickleValue] {
        guard let argument = arguments.first else { return [] }
        let items = try items(argument)
        try charge(items.count)
        return items
    }

    /// The argument of `OrderedDict([[key, value], …])`.
    private mutating func pairs(_ arguments: [PickleValue]) throws -> [(key: PickleValue, value: PickleValue)] {
        guard let argument = arguments.first else { return [] }
        if case .dictionary(let entries) = try object(argument) {
            try charge(entries.count)
            return entries
        }
        return try copiedItems([argument]).map {
            let pair = try items($0)
            guard pair.count == 2 else { throw malformed("has a pair of \(pair.count) values") }
            return try entry(pair[0], pair[1])
        }
    }
}
