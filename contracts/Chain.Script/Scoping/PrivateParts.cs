namespace Chain.Script.Scoping;

/// <summary>What declares a private name: a getter and a setter may share one, if both are static or neither is.</summary>
[Flags]
internal enum PrivateParts : byte
{
    None = 0,
    Getter = 1,
    Setter = 2,
    Other = 4,
    Static = 8,
}
