import { _t } from "@web/core/l10n/translation";

/** The classes of a Kano study in words: what each is, and what to do about it. */
export function classWords() {
    return {
        M: {
            name: _t("Must-be"),
            color: 1,
            meaning: _t("Taken for granted: it pleases nobody if it is there, and angers if it is missing."),
            todo: _t("See to it that it never fails. More of it wins nobody."),
        },
        O: {
            name: _t("One-dimensional"),
            color: 4,
            meaning: _t("The more of it the better, the less of it the worse."),
            todo: _t("Be better here than the competitors: this is what customers compare."),
        },
        A: {
            name: _t("Attractive"),
            color: 10,
            meaning: _t("Nobody misses it, and who gets it is delighted."),
            todo: _t("Stand out with a few of these. What delights today is expected tomorrow: ask again."),
        },
        I: {
            name: _t("Indifferent"),
            color: 0,
            meaning: _t("It makes no difference."),
            todo: _t("Spend nothing on it, unless a segment thinks otherwise."),
        },
        R: {
            name: _t("Reverse"),
            color: 9,
            meaning: _t("Customers would rather be without it."),
            todo: _t("Leave it out, or let each customer choose."),
        },
        Q: {
            name: _t("Questionable"),
            color: 3,
            meaning: _t("Most answers contradict themselves: the same is liked or disliked both ways."),
            todo: _t("Word the two questions anew, and ask again."),
        },
    };
}
