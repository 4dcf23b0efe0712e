using Chain.Primitives.Json;

namespace Chain.Wallet.Keystore;

/// <summary>Looks fields up in JSON by dotted names. The first failure stays; later look-ups give empty values.</summary>
internal sealed class JsonFields(JsonValue root)
{
    public KeyFileFailure Failure { get; private set; } = new(KeyFileError.None, "");

    public void Fail(KeyFileError error, string where)
    {
        if (Failure.Error == KeyFileError.None)
            Failure = new(error, where);
    }

    public bool Has(string path) => Find(path) is not null;

    /// <summary>A string that must be there.</summary>
    public string Text(string path)
    {
        if (Find(path) is JsonText text)
            return text.Value;
        Fail(KeyFileError.Field, path);
        return "";
    }

    /// <summary>A string that may be missing, or null.</summary>
    public string OptionalText(string path) => Find(path) is null or JsonNull ? "" : Text(path);

    /// <summary>A whole number that must be there, written in plain digits.</summary>
    public ulong Number(string path)
    {
        if (Find(path) is JsonNumber number && number.TryGetUInt64(out ulong value))
            return value;
        Fail(KeyFileError.Field, path);
        return 0;
    }

    private JsonValue? Find(string path)
    {
        JsonValue? value = root;
        foreach (string name in path.Split('.'))
        {
            if (value is not JsonObject fields || !fields.TryGet(name, out value))
                return null;
        }
        return value;
    }
}
