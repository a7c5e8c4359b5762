"""What the demonstration company calls its things in Chinese, where that is spoken."""

from odoo.api import Environment

CHINESE = "zh_CN"
# Which fields of which models have these words.
_SPOKEN = {
    "product.template": ("name",),
    "product.pricelist": ("name",),
    "crm.team": ("name",),
    "crm.lost.reason": ("name",),
    "crm.loyalty.benefit": ("name", "description", "instruction"),
    "crm.loyalty.segment": ("name", "description"),
}
_PRODUCTS = """
Jasmine Pearls 茉莉龙珠, Longjing Green 龙井绿茶, Wuyi Oolong 武夷乌龙, Keemun Black 祁门红茶
White Peony 白牡丹, Paper Lantern 纸灯笼, Bamboo Floor Lamp 竹制落地灯, Reading Lamp 阅读灯
Ceramic Lamp 陶瓷灯, Garden Lantern 庭院灯笼, Linen Notebook 亚麻笔记本, Brush Pen Set 毛笔套装
Ink Stone 砚台, Letter Paper 信笺, Leather Folder 皮质文件夹, Wax Seal Kit 火漆印章套装
Bamboo Steamer 竹蒸笼, Cast Iron Teapot 铸铁茶壶, Porcelain Bowl 瓷碗, Chef's Knife 主厨刀
Oak Cutting Board 橡木砧板, Rice Cooker 电饭煲, Silk Scarf 真丝围巾, Cotton Throw 棉盖毯
Linen Napkins 亚麻餐巾, Wool Blanket 羊毛毯, Cushion Cover 靠垫套, Sandalwood Candle 檀香蜡烛
Beeswax Pair 蜂蜡对烛, Travel Candle 旅行蜡烛, Candle Holder 烛台, Incense Box 香盒
Bonsai Pot 盆景盆, Watering Can 浇水壶, Herb Planter 香草种植盆, Pruning Shears 修枝剪
Stone Basin 石水盆, Wooden Train 木制火车, Tangram 七巧板, Kite 风筝, Plush Panda 毛绒熊猫
Puzzle Box 机关盒, Canvas Tote 帆布袋, Laptop Sleeve 电脑内胆包, Picnic Basket 野餐篮
Leather Satchel 皮质挎包, Gift Bag 礼品袋
"""
_WORDS = {
    "Shops": "门店",
    "Online": "线上",
    "Too expensive": "价格过高",
    "Chose a competitor": "选择了竞争对手",
    "We lost touch": "失去联系",
    "Complaint not solved": "投诉未解决",
    "Export EUR": "出口（欧元）",
    "Export GBP": "出口（英镑）",
    "Export CNY": "出口（人民币）",
    "Gold prices": "金级价格",
    "Silver prices": "银级价格",
    "8 % off every price": "全部商品九二折",
    "4 % off every price": "全部商品九六折",
    "Free delivery": "免运费",
    "From the first piece on.": "一件起免运费。",
    "Put no delivery costs on the order.": "订单上不收运费。",
    "First look at new goods": "新品优先预览",
    "Two weeks before everybody.": "比其他客户早两周。",
    "Send the private list.": "发送内部新品清单。",
    "A contact of its own": "专属联系人",
    "One person for every question.": "所有问题由一人解答。",
    "Name yourself.": "请告知您是其专属联系人。",
    "Thirty days to return": "三十天内可退货",
    "Instead of fourteen.": "通常为十四天。",
    "Accept without asking why.": "无需询问原因，直接受理。",
    "Good customers, fading": "正在疏远的好客户",
    "Worth a call this week: they bought a lot, and are out of their rhythm.": (
        "本周值得致电：购买很多，但已偏离自身的购买规律。"
    ),
    "One category only": "只买一个类别",
    "Bought several times, always from the same category: show them another.": (
        "多次购买同一类别的产品：请介绍其他类别。"
    ),
    "Never without a discount": "只在打折时购买",
    "Most of what they buy is at a discount.": "所购商品大多享有折扣。",
}


def chinese() -> dict[str, str]:
    """Every word that has a Chinese one.

    >>> chinese()["Chef's Knife"]
    '主厨刀'
    """
    pairs = (item.rsplit(" ", 1) for item in _PRODUCTS.strip().replace("\n", ", ").split(", "))
    return {**dict(pairs), **_WORDS}


def is_spoken(env: Environment) -> bool:
    """Whether the database knows Chinese."""
    return CHINESE in dict(env["res.lang"].get_installed())


def tongue(env: Environment, speaks: bool) -> dict:
    """The values of a contact or user who speaks Chinese, or whatever is usual."""
    return {"lang": CHINESE} if speaks and is_spoken(env) else {}


def speak(env: Environment) -> int:
    """Name everything in Chinese too; returns the number of records that have a Chinese name."""
    words, spoken = chinese(), 0
    for model, fields in _SPOKEN.items() if is_spoken(env) else ():
        for record in env[model].search([]) if model in env else ():
            told = {field: words[record[field]] for field in fields if record[field] in words}
            record.with_context(lang=CHINESE).write(told)
            spoken += bool(told)
    return spoken
