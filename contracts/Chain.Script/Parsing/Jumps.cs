using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>The statements around the current place that <c>break</c> and <c>continue</c> can refer to, within one function.</summary>
internal sealed class Jumps
{
    private readonly List<(Name Label, JumpTarget Target, bool IsLoop)> labels = [];
    private int firstLabel;
    private JumpTarget? breakTarget;
    private JumpTarget? continueTarget;

    /// <summary>Hides everything from the body of a function.</summary>
    public (int FirstLabel, JumpTarget? Break, JumpTarget? Continue) EnterFunction()
    {
        (int, JumpTarget?, JumpTarget?) saved = (firstLabel, breakTarget, continueTarget);
        firstLabel = labels.Count;
        breakTarget = null;
        continueTarget = null;
        return saved;
    }

    public void LeaveFunction((int FirstLabel, JumpTarget? Break, JumpTarget? Continue) saved) => (firstLabel, breakTarget, continueTarget) = saved;

    public (JumpTarget? Break, JumpTarget? Continue) EnterLoop(JumpTarget target)
    {
        (JumpTarget?, JumpTarget?) saved = (breakTarget, continueTarget);
        breakTarget = target;
        continueTarget = target;
        return saved;
    }

    public (JumpTarget? Break, JumpTarget? Continue) EnterSwitch(JumpTarget target)
    {
        (JumpTarget?, JumpTarget?) saved = (breakTarget, continueTarget);
        breakTarget = target;
        return saved;
    }

    public void Leave((JumpTarget? Break, JumpTarget? Continue) saved) => (breakTarget, continueTarget) = saved;

    /// <summary>Makes a label known; <paramref name="start"/> is its place.</summary>
    public void AddLabel(Name label, JumpTarget target, bool isLoop, int start)
    {
        if (Find(label) >= 0)
            throw Faults.Early(SyntaxMessages.DuplicateLabel, start);
        labels.Add((label, target, isLoop));
    }

    public void RemoveLabels(int count) => labels.RemoveRange(labels.Count - count, count);

    public JumpTarget Break(Name? label, int start)
    {
        JumpTarget target = label is null
            ? breakTarget ?? throw Faults.Early(SyntaxMessages.BreakOutside, start)
            : Labelled(label, start).Target;
        target.HasBreak = true;
        return target;
    }

    public JumpTarget Continue(Name? label, int start)
    {
        if (continueTarget is null)
            throw Faults.Early(SyntaxMessages.ContinueOutside, start);
        JumpTarget target = continueTarget;
        if (label is not null)
        {
            (_, target, bool isLoop) = Labelled(label, start);
            if (!isLoop)
                throw Faults.Early(SyntaxMessages.ContinueLabel, start);
        }
        target.HasContinue = true;
        return target;
    }

    private (Name Label, JumpTarget Target, bool IsLoop) Labelled(Name label, int start)
    {
        int index = Find(label);
        return index < 0 ? throw Faults.Early(SyntaxMessages.UnknownLabel, start) : labels[index];
    }

    private int Find(Name label)
    {
        for (int index = labels.Count - 1; index >= firstLabel; index--)
        {
            if (ReferenceEquals(labels[index].Label, label))
                return index;
        }
        return -1;
    }
}
