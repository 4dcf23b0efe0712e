using Chain.Script.Ast;

namespace Chain.Script.Compiling;

/// <summary>What surrounds the code being written, as far as <c>break</c>, <c>continue</c> and <c>return</c> care; innermost first.</summary>
internal abstract class Region(Region? outer)
{
    /// <summary>The next one outwards.</summary>
    public Region? Outer { get; } = outer;

    /// <summary>A place that jumps go to.</summary>
    internal sealed class Jump(Region? outer, JumpTarget target, bool isContinue, Label label) : Region(outer)
    {
        /// <summary>What the jumps name.</summary>
        public JumpTarget Target { get; } = target;

        /// <summary>Whether it serves <c>continue</c>; otherwise <c>break</c>.</summary>
        public bool IsContinue { get; } = isContinue;

        /// <summary>Where they go.</summary>
        public Label Label { get; } = label;

        /// <summary>The completion kind that stands for a jump here, once one is needed.</summary>
        public int Kind { get; set; } = -1;
    }

    /// <summary>Code with something to do when control leaves it: a <c>finally</c> block, or the closing of an iterator.</summary>
    internal sealed class Cleanup(Region? outer, Cleanup? outerCleanup, int slots, int depth) : Region(outer)
    {
        /// <summary>The next cleanup outwards.</summary>
        public Cleanup? OuterCleanup { get; } = outerCleanup;

        /// <summary>The slot of the completion's kind.</summary>
        public int KindSlot { get; } = slots;

        /// <summary>The slot of the completion's value.</summary>
        public int ValueSlot { get; } = slots + 1;

        /// <summary>The stack depth at <see cref="Entry"/>.</summary>
        public int Depth { get; } = depth;

        /// <summary>Where the cleanup begins.</summary>
        public Label Entry { get; } = new();

        /// <summary>The jumps that are over once this cleanup has run.</summary>
        public List<Jump> Exits { get; } = [];

        /// <summary>Whether jumps cross it that other cleanups outside still have to see.</summary>
        public bool PassesJumps { get; set; }

        /// <summary>Whether a <c>return</c> crosses it.</summary>
        public bool PassesReturn { get; set; }

        /// <summary>Whether anything but a normal end or a throw leads here.</summary>
        public bool IsUsed => PassesReturn || PassesJumps || Exits.Count > 0;
    }
}
