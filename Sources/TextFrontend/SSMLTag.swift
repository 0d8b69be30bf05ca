/// A tag as it stands in the text.
struct SSMLTag: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// `<sub>`
        case opening
        /// `</sub>`
        case closing
        /// `<break/>`
        case empty
    }

    var kind: Kind
    var name: String
    /// The values with their references replaced, by name.
    var attributes: [String: [SourceCharacter]]
    /// Which character of the text its `<` is.
    var position: Int

    /// An attribute's value; nil if the tag has none of that name.
    func value(_ name: String) -> String? {
        attributes[name].map { String(String.UnicodeScalarView($0.map(\.scalar))) }
    }
}
