namespace Chain.Script.Values;

/// <summary>What few objects have.</summary>
internal sealed class ObjectExtras
{
    /// <summary>Properties with index names.</summary>
    internal IndexTable? Indexed;

    /// <summary>The shape of empty objects that have this one as prototype.</summary>
    internal Shape? ChildRoot;

    /// <summary>The number of the intrinsic that it is, plus one; zero for all others.</summary>
    internal int IntrinsicPlusOne;
}
