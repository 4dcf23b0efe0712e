using System.Diagnostics.CodeAnalysis;

namespace Chain.Primitives.Json;

/// <summary>An object: members in the order they were written, no key twice (keys are compared code unit by code unit).</summary>
public sealed class JsonObject : JsonValue
{
    /// <summary>Up to this many members a search through them is as fast as an index.</summary>
    private const int LinearSearchMax = 8;

    private readonly List<JsonMember> _members = [];
    private Dictionary<string, int>? _index;

    internal JsonObject(int offset)
        : base(offset)
    {
    }

    /// <summary>The members in order.</summary>
    public IReadOnlyList<JsonMember> Members => _members;

    /// <inheritdoc/>
    public override string Kind => "an object";

    /// <summary>The value of a key, when the object has it.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out JsonValue? value)
    {
        int at = IndexOf(name);
        value = at < 0 ? null : _members[at].Value;
        return at >= 0;
    }

    internal bool Contains(string name) => IndexOf(name) >= 0;

    internal void Add(JsonMember member)
    {
        _members.Add(member);
        if (_index is not null)
            _index.Add(member.Name, _members.Count - 1);
        else if (_members.Count > LinearSearchMax)
            BuildIndex();
    }

    private int IndexOf(string name)
    {
        if (_index is not null)
            return _index.TryGetValue(name, out int at) ? at : -1;
        for (int i = 0; i < _members.Count; i++)
        {
            if (string.Equals(_members[i].Name, name, StringComparison.Ordinal))
                return i;
        }
        return -1;
    }

    private void BuildIndex()
    {
        _index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _members.Count; i++)
            _index.Add(_members[i].Name, i);
    }
}
