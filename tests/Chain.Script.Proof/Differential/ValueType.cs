namespace Chain.Script.Proof.Differential;

/// <summary>What a generated expression is meant to be; now and then it is something else on purpose.</summary>
internal enum ValueType
{
    Number,
    Text,
    Boolean,
    BigInt,
    Numbers,
    Texts,
    Record,
    Any,
}
