namespace Chain.Node.Seams;

/// <summary>The seam to chance: which peers to push to, whom to ask. Never for keys.</summary>
public interface IRandom
{
    /// <summary>A number below <paramref name="bound"/>, which is at least 1.</summary>
    int Below(int bound);
}
