namespace Chain.Script.Parsing;

/// <summary>The catalogue of the front end's messages.</summary>
public static class SyntaxMessages
{
    /// <summary>The wording for every feature that is left out.</summary>
    /// <param name="feature">The feature, in the plural.</param>
    public static string NotInVersion1(string feature) => $"{feature} are not part of contract JavaScript version 1";
}
