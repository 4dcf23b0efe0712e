using System.Text;

namespace Chain.State.Tests;

/// <summary>A state in a dictionary of texts.</summary>
internal sealed class MapState : IStateReader
{
    public Dictionary<string, string> Content { get; } = [];

    public string this[string key]
    {
        set => Content[key] = value;
    }

    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        bool found = Content.TryGetValue(Encoding.UTF8.GetString(key), out string? text);
        value = found ? Encoding.UTF8.GetBytes(text!) : default;
        return found;
    }

    public void Add(string key, string value) => Content.Add(key, value);
}
