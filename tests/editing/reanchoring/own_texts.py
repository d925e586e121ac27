"""Two short texts of our own, in which some words and phrases come again as they do in speeches."""

ENGLISH = """Address at the reopening of the harbour library

Friends of the harbour, I thank the council for its patience and the masons for their hands. Three winters ago the \
roof of this house lay in the street, and many of us thought that the books would never come back.

They came back by boat. Every harbour deserves a library, I said then, and I say it again today: every harbour \
deserves a library, because a port without books is only a place where ships turn round.

The minister said that the reading room must be open to all. The deputy said that the reading room must be open to \
all who bring a lamp. We have decided that it must be open to all, with or without a lamp.

“Books are the cheapest ships,” my grandmother told the pilots, and the pilots laughed. “They carry you out and they \
carry you home, and nobody counts the sacks.” Today nobody laughs; the pilots are our best readers.

We agree with the northern ports on three points. First, catalogues shall be shared. Second, a book lent in one port \
may be returned in another. Third, no child shall pay. On the fourth point, the price of the ferry, we do not agree.

Let me speak about the danger as well. A machine now writes letters faster than any clerk, and it characters them with \
names that nobody bears. We will not burn the machine and we will not kneel to it. We will ask who wrote, when, and \
in whose words.

To those who come after us I make a promise. The door will stay open in winter. The lamp will stay lit in war and in \
peace. And if the roof falls again, we will carry the books to the boats again, and bring them home."""

CHINESE = """在港口图书馆重新开放仪式上的讲话

各位朋友，我感谢市政会的耐心，也感谢工匠们的双手。三年前的冬天，这座房子的屋顶倒在街上，许多人以为书再也不会回来。

书是乘船回来的。我当时说过，每一个港口都应当有一座图书馆；今天我再说一遍，每一个港口都应当有一座图书馆，因为没有书的码头只是船只掉头的地方。

部长表示，阅览室应当向所有人开放。副部长表示，阅览室应当向所有带灯的人开放。我们决定，不论带灯与否，阅览室应当向所有人开放。

祖母曾对领航员说：“书是最便宜的船，载你出海，也载你回家，没有人清点货袋。”领航员们笑了。今天没有人再笑，他们是我们最好的读者。

我们同北方各港在三点上意见一致。第一，共享目录。第二，在一个港口借的书可以在另一个港口归还。第三，儿童一律免费。至于第四点，即渡船的票价，我们没有一致意见。

我也要谈谈风险。如今机器写信比任何书记员都快，还署上无人拥有的姓名。我们不烧毁机器，也不向机器下跪。我们要问：是谁写的，何时写的，用的是谁的话。

对后来的人，我作出承诺：冬天门会开着，战时与平时灯都会亮着。如果屋顶再次倒塌，我们会再次把书搬上船，再把书带回家。"""
