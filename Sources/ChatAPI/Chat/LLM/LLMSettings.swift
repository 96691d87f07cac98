public import ServiceKit

/// Where an LLM is, if there is one: any endpoint that speaks OpenAI's chat completions.
public struct LLMSettings: Sendable {
    /// Without a slash at the end, such as `https://api.example/v1`.
    public var baseURL: String
    public var apiKey: Secret?
    public var model: String
    /// For one answer of the LLM, and for all that one message takes.
    public var callDeadline = Duration.seconds(20)
    public var totalDeadline = Duration.seconds(45)

    public init(baseURL: String, apiKey: Secret? = nil, model: String) {
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.apiKey = apiKey
        self.model = model
    }

    /// `PUNCTUAL_LLM_BASE_URL`, `PUNCTUAL_LLM_API_KEY` and `PUNCTUAL_LLM_MODEL`; nil without the first.
    public init?(_ settings: Settings) throws(SettingsError) {
        let (url, key, model) = (
            settings.string("PUNCTUAL_LLM_BASE_URL"), settings.secret("PUNCTUAL_LLM_API_KEY"), settings.string("PUNCTUAL_LLM_MODEL")
        )
        guard let url else { return nil }
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            throw SettingsError(.invalid, name: "PUNCTUAL_LLM_BASE_URL", message: "An http or https URL is needed.")
        }
        guard let model else { throw SettingsError(.missing, name: "PUNCTUAL_LLM_MODEL", message: "The LLM needs a model.") }
        self.init(baseURL: url, apiKey: key, model: model)
    }
}
