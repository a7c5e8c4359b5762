import { _t } from "@web/core/l10n/translation";
import { formatFloat, formatInteger, formatPercentage } from "@web/views/fields/formatters";
import { Layout } from "@web/search/layout";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

import { Component, onWillStart, useState } from "@odoo/owl";

import { KanoPlot } from "./kano_plot";
import { classWords } from "./kano_words";

/** The Kano study: what each feature is to customers, and what to do about it. */
export class KanoPage extends Component {
    static template = "crm_loyalty.KanoPage";
    static components = { KanoPlot, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = { controlPanel: {} };
        this.letters = ["A", "O", "M", "I", "R", "Q"];
        this.words = classWords();
        this.openFeature = this.openFeature.bind(this);
        this.state = useState({ group: "", features: [], groups: [], own: false });
        onWillStart(() => this.choose(""));
    }

    async choose(group) {
        const study = await this.orm.call("crm.loyalty.aspect", "kano_study", [group || null]);
        Object.assign(this.state, { ...study, group });
    }

    /** Features with the figures that are shown, and everyone's beside those of a group. */
    get features() {
        return this.state.features.map((feature, index) => ({
            ...feature,
            number: index + 1,
            shown: feature.group || feature.all,
            other: feature.group ? feature.all : null,
        }));
    }

    get isUnasked() {
        return !this.state.features.some((feature) => feature.all.pairs);
    }

    get pairs() {
        return this.features.reduce((sum, feature) => sum + feature.shown.pairs, 0);
    }

    /** The classes that occur, in the order in which they want attention. */
    get classes() {
        return ["M", "O", "A", "I", "R", "Q"]
            .map((letter) => ({
                letter,
                ...this.words[letter],
                features: this.features.filter((feature) => feature.shown.letter === letter),
            }))
            .filter((row) => row.features.length || !["R", "Q"].includes(row.letter));
    }

    get groupName() {
        const options = this.state.groups.flatMap((group) => group.options);
        return options.find((option) => option.value === this.state.group)?.name;
    }

    number(value) {
        return value === null ? _t("unknown") : formatFloat(value, { digits: [0, 2] });
    }

    percent(value) {
        return value === null ? _t("unknown") : formatPercentage(value, { digits: [0, 0] });
    }

    integer(value) {
        return formatInteger(value);
    }

    openFeatures() {
        return this.action.doAction("crm_loyalty.action_crm_loyalty_kano_feature");
    }

    openFeature(feature) {
        const [field, id] = this.state.group.split(",");
        const narrowed = id ? [[`loyalty_profile_id.${field}`, "in", [Number(id)]]] : [];
        return this.openResponses(_t("Answers about “%s”", feature.name), [
            ["company_id", "=", user.activeCompany.id],
            ["state", "=", "counted"],
            ["answer_ids.aspect_id", "=", feature.id],
            ...narrowed,
        ]);
    }

    openQuestionable(feature) {
        const ids = feature.shown.questionable;
        return this.openResponses(_t("Contradictory about “%s”", feature.name), [["id", "in", ids]]);
    }

    openResponses(name, domain) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: "crm.loyalty.response",
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain,
        });
    }
}

registry.category("actions").add("crm_loyalty.kano_page", KanoPage);
