using System.Text;

namespace Chain.Api;

/// <summary>Names of enum members as programs in other languages write them: "SequenceUsed" becomes "SEQUENCE_USED".</summary>
internal static class UpperSnake
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]))
                text.Append('_');
            text.Append(char.ToUpperInvariant(name[i]));
        }
        return text.ToString();
    }
}
