namespace Chain.Dapp.Building;

/// <summary>What stands at the ends of the lines of a source without regular expressions: whether a line ends inside a template or comment, or with a comment.</summary>
internal sealed class LineScan
{
    private enum Place
    {
        Code,
        LineComment,
        BlockComment,
        Quoted,
        Template,
    }

    private readonly List<Place> _ends = [];

    private LineScan()
    {
    }

    /// <summary>Whether a line, from 0, ends inside a template or a comment that goes on.</summary>
    public bool IsOpenAfter(int line) => _ends[line] is Place.Template or Place.BlockComment;

    /// <summary>Whether a line ends with a comment that lasts to its end.</summary>
    public bool EndsWithComment(int line) => _ends[line] == Place.LineComment;

    /// <summary>Reads a source.</summary>
    public static LineScan Of(string source)
    {
        var scan = new LineScan();
        // A brace in a template's substitution nests; the stack holds, for each template that is open, how many braces are open in its substitution.
        var templates = new Stack<int>();
        Place place = Place.Code;
        char quote = '\0';
        int braces = 0;
        for (int i = 0; i < source.Length; i++)
        {
            char unit = source[i];
            char next = i + 1 < source.Length ? source[i + 1] : '\0';
            if (unit == '\n')
            {
                scan._ends.Add(place);
                place = place is Place.LineComment or Place.Quoted ? Place.Code : place;
                continue;
            }
            switch (place)
            {
                case Place.Code when unit == '/' && next is '/' or '*':
                    place = next == '/' ? Place.LineComment : Place.BlockComment;
                    i++;
                    break;
                case Place.Code when unit is '\'' or '"':
                    (place, quote) = (Place.Quoted, unit);
                    break;
                case Place.Code when unit == '`':
                    place = Place.Template;
                    break;
                case Place.Code when unit == '{':
                    braces++;
                    break;
                case Place.Code when unit == '}' && braces == 0 && templates.Count > 0:
                    (place, braces) = (Place.Template, templates.Pop());
                    break;
                case Place.Code when unit == '}':
                    braces--;
                    break;
                case Place.BlockComment when unit == '*' && next == '/':
                    place = Place.Code;
                    i++;
                    break;
                case Place.Quoted or Place.Template when unit == '\\' && next != '\n':
                    i++;
                    break;
                case Place.Quoted when unit == quote:
                case Place.Template when unit == '`':
                    place = Place.Code;
                    break;
                case Place.Template when unit == '$' && next == '{':
                    templates.Push(braces);
                    (place, braces) = (Place.Code, 0);
                    i++;
                    break;
            }
        }
        scan._ends.Add(place);
        return scan;
    }
}
