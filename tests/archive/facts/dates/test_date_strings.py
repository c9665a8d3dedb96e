"""How dates are written, and what is known from each: the text | the value | its precision.

The fourth column is the notice that comes with it. The table is read on 2 January 2020.
"""

import unicodedata
from datetime import date

import pytest

from archive.facts.dates import parse_date, plausibility
from archive.model.article import Precision

_TABLE = """
# ISO 8601, as most files have it
2019-06-04T10:30:00+09:00 | 2019-06-04T10:30:00+09:00 | instant
2019-06-04T10:30:00.123456+0900 | 2019-06-04T10:30:00+09:00 | instant
2019-06-04T10:30:00Z | 2019-06-04T10:30:00+00:00 | instant
2019-06-04T10:30-03:30 | 2019-06-04T10:30:00-03:30 | instant
2019-06-04T10:30 | 2019-06-04T10:30:00 | instant
2019-06-04T10:30:00,5 | 2019-06-04T10:30:00 | instant
2019-06-04 10:30:15 | 2019-06-04T10:30:15 | instant
2019-06-04 10:30:15 +0900 | 2019-06-04T10:30:15+09:00 | instant
2019-06-04 10:30:15 +0900 KST | 2019-06-04T10:30:15+09:00 | instant
2019-06-04T10:30:00+09:00[Asia/Seoul] | 2019-06-04T10:30:00+09:00 | instant
2019-06-04T10 | 2019-06-04 | day
2019-06-04 | 2019-06-04 | day
2019-6-4 | 2019-06-04 | day
2019‐06‐04 | 2019-06-04 | day
20190604 | 2019-06-04 | day
201906041030 | 2019-06-04T10:30:00 | instant
20190604103015 | 2019-06-04T10:30:15 | instant
20190604T103000Z | 2019-06-04T10:30:00+00:00 | instant
2019-06 | 2019-06 | month
2019 | 2019 | year
1605 | 1605 | year
1600-01-01 | 1600-01-01 | day
# the last second of a day and the first, in the zones that are farthest from Greenwich
2019-12-31T23:59:59-12:00 | 2019-12-31T23:59:59-12:00 | instant
2020-01-01T00:00:00+14:00 | 2020-01-01T00:00:00+14:00 | instant
2019-06-04T24:00:00Z | 2019-06-04 | day
2016-12-31T23:59:60Z | 2016-12-31 | day
# day of the year, day of the week's number; a week is known to its month, or its year
2019-155 | 2019-06-04 | day
2019-001 | 2019-01-01 | day
2019-366 | - | unknown
2019-W23-2 | 2019-06-04 | day
2019W232 | 2019-06-04 | day
2019-W23 | 2019-06 | month
2019-W18 | 2019 | year
2019-W01 | - | unknown

# year first
2019/06/04 | 2019-06-04 | day
2019/06/04 10:30 | 2019-06-04T10:30:00 | instant
2019/03/04 10:30 | 2019-03-04T10:30:00 | instant
2019.06.04 | 2019-06-04 | day
2019.06.04. | 2019-06-04 | day
2019. 6. 4. | 2019-06-04 | day
2019.06.04 10:30 | 2019-06-04T10:30:00 | instant
2019/6 | 2019-06 | month
2019 June 4 | 2019-06-04 | day
2019 June | 2019-06 | month
10:30 2019-06-04 | 2019-06-04T10:30:00 | instant
2019-06-04 PM 3:20 | 2019-06-04T15:20:00 | instant

# day or month first: both are known only where there is no doubt
13/04/2019 | 2019-04-13 | day
04/13/2019 | 2019-04-13 | day
04/04/2019 | 2019-04-04 | day
13-04-2019 | 2019-04-13 | day
03/04/2019 | 2019 | year
3-4-2019 | 2019 | year
03/04/2019 10:30 | 2019 | year
03/04/2019, 5 pm | 2019 | year
05/04/2019 10:30 PM | 2019 | year
13/04/2019 10:30 | 2019-04-13T10:30:00 | instant
10:30 13/04/2019 | 2019-04-13T10:30:00 | instant
6/2019 | 2019-06 | month
06.2019 | 2019-06 | month
# the weekday tells which
Tue 04/06/2019 | 2019-06-04 | day
Sat 04/06/2019 | 2019-04-06 | day
martes 04/06/2019 | 2019-06-04 | day
# with full stops the day comes first wherever dates are written so
04.06.2019 | 2019-06-04 | day
4. 6. 2019 | 2019-06-04 | day
13.04.2019 | 2019-04-13 | day
06.24.2019 | 2019-06-24 | day

# English
June 4, 2019 | 2019-06-04 | day
June 4th, 2019 | 2019-06-04 | day
4 June 2019 | 2019-06-04 | day
4th of June, 2019 | 2019-06-04 | day
Jun. 4, 2019 | 2019-06-04 | day
4 JUN 2019 | 2019-06-04 | day
4-Jun-2019 | 2019-06-04 | day
Sept. 4, 2019 | 2019-09-04 | day
Mar 4, 2019 | 2019-03-04 | day
Tuesday, June 4, 2019 | 2019-06-04 | day
Tues., 4 June 2019 | 2019-06-04 | day
June 2019 | 2019-06 | month
June of 2019 | 2019-06 | month
Jun 2019 | 2019-06 | month
Friday June 2019 | 2019-06 | month
# days that are the first and the last of several
3-4 June 2019 | 2019-06 | month
June 3-4, 2019 | 2019-06 | month
June 3–4, 2019 | 2019-06 | month
# times of day
June 4, 2019 10:30 p.m. | 2019-06-04T22:30:00 | instant
June 4, 2019, 12:30 a.m. | 2019-06-04T00:30:00 | instant
Tuesday, 4 June 2019 at 3.20 p.m. | 2019-06-04T15:20:00 | instant
Tue 4 Jun 2019 10.30 BST | 2019-06-04T10:30:00 | instant
Jun 4, 2019 — 10:30am | 2019-06-04T10:30:00 | instant
5:05 am 4 June 2019 | 2019-06-04T05:05:00 | instant
June 4, 2019 15:20 PM | 2019-06-04T15:20:00 | instant
June 4, 2019, noon | 2019-06-04T12:00:00 | instant
June 4, 2019 10pm | 2019-06-04 | day
4 June 2019 10:30:15.123 | 2019-06-04T10:30:15 | instant
26-FEB-1987 15:01:01.79 | 1987-02-26T15:01:01 | instant

# zones as they are written
Tue, 04 Jun 2019 10:30:00 +0900 | 2019-06-04T10:30:00+09:00 | instant
Tue, 04 Jun 2019 10:30:00 GMT | 2019-06-04T10:30:00+00:00 | instant
Tue, 4 Jun 2019 10:30 EDT | 2019-06-04T10:30:00-04:00 | instant
4 June 2019 10:30 -0500 (EST) | 2019-06-04T10:30:00-05:00 | instant
Tue Jun 04 2019 10:30:00 GMT+0900 (Korea Standard Time) | 2019-06-04T10:30:00+09:00 | instant
June 4, 2019 at 10:30 AM EST | 2019-06-04T10:30:00-05:00 | instant
Tuesday, 4 June 2019 at 3.20 p.m. EST | 2019-06-04T15:20:00-05:00 | instant
June 4, 2019 10:30 KST | 2019-06-04T10:30:00+09:00 | instant
June 4, 2019 11:30 PM HKT | 2019-06-04T23:30:00+08:00 | instant
June 4, 2019 10:30 GMT+3 | 2019-06-04T10:30:00+03:00 | instant
June 4, 2019 10:30 UTC -5 | 2019-06-04T10:30:00-05:00 | instant
June 4, 2019 1030 GMT | 2019-06-04T10:30:00+00:00 | instant
2019-06-04 10:30 KST+9 | 2019-06-04T10:30:00+09:00 | instant
June 4, 2019 10:30 Eastern Daylight Time | 2019-06-04T10:30:00-04:00 | instant
June 4, 2019 10:30 local time | 2019-06-04T10:30:00 | instant
# three zones are called BST, four CST
June 4, 2019 10:30 BST | 2019-06-04T10:30:00 | instant
June 4, 2019 10:30 CST | 2019-06-04T10:30:00 | instant
# summer or winter: the day tells; not in the hour that comes twice, and the one that never comes
Updated 5:05 PM ET, Tue June 4, 2019 | 2019-06-04T17:05:00-04:00 | instant
5:05 PM ET, Tue December 4, 2018 | 2018-12-04T17:05:00-05:00 | instant
June 4, 2019, 9:05 a.m. (PT) | 2019-06-04T09:05:00-07:00 | instant
November 3, 2019 1:30 AM ET | 2019-11-03T01:30:00 | instant
March 10, 2019 2:30 AM ET | 2019-03-10T02:30:00 | instant

# German
4. Juni 2019 | 2019-06-04 | day
am 4. Juni 2019 um 10:30 | 2019-06-04T10:30:00 | instant
4. März 2019 | 2019-03-04 | day
04. Jänner 2019 | 2019-01-04 | day
Dienstag, 4. Juni 2019, 15:20 Uhr | 2019-06-04T15:20:00 | instant
4. Juni 2019 um 15.20 Uhr | 2019-06-04T15:20:00 | instant
Di., 04.06.2019 | 2019-06-04 | day
Stand: 04.06.2019 15:20 Uhr | 2019-06-04T15:20:00 | instant
Juni 2019 | 2019-06 | month
# French
4 juin 2019 | 2019-06-04 | day
1er juin 2019 | 2019-06-01 | day
mar. 4 juin 2019 | 2019-06-04 | day
mardi 4 juin 2019, 15 h 20 | 2019-06-04T15:20:00 | instant
Publié le 4 juin 2019 à 15h20 | 2019-06-04T15:20:00 | instant
août 2019 | 2019-08 | month
# Spanish
4 de junio de 2019 | 2019-06-04 | day
martes, 4 de junio de 2019 | 2019-06-04 | day
martes, 4 de junio de 2019 - 3:20 p. m. | 2019-06-04T15:20:00 | instant
10 de mayo de 2019 | 2019-05-10 | day
4 de junio del 2019 a las 15:20 horas | 2019-06-04T15:20:00 | instant
1º de junio de 2019 | 2019-06-01 | day
mar 5 mar 2019 | 2019-03-05 | day
junio de 2019 | 2019-06 | month
# Portuguese and Italian
4 de março de 2019 | 2019-03-04 | day
terça-feira, 4 de junho de 2019 | 2019-06-04 | day
Publicado em 4 de junho de 2019 às 15h20 | 2019-06-04T15:20:00 | instant
4 giugno 2019 | 2019-06-04 | day
4 Giugno 2019 ore 15.20 | 2019-06-04T15:20:00 | instant
# the north and the east of Europe, Turkey, Indonesia
4 juni 2019 | 2019-06-04 | day
den 4 juni 2019 kl. 15.20 | 2019-06-04T15:20:00 | instant
4. kesäkuuta 2019 | 2019-06-04 | day
4 czerwca 2019 r. | 2019-06-04 | day
czerwiec 2019 | 2019-06 | month
4. června 2019 | 2019-06-04 | day
2019. június 4. | 2019-06-04 | day
4 iunie 2019 | 2019-06-04 | day
4 Haziran 2019 Salı | 2019-06-04 | day
4 Agustus 2019 pukul 15.20 WIB | 2019-08-04T15:20:00+07:00 | instant
4 Ιουνίου 2019 | 2019-06-04 | day
# Russian and Ukrainian
4 июня 2019 | 2019-06-04 | day
4 июня 2019 г. | 2019-06-04 | day
4 июня 2019 года в 15:20 | 2019-06-04T15:20:00 | instant
вт, 4 июня 2019 | 2019-06-04 | day
вторник, 4 июня 2019 | 2019-06-04 | day
04.06.2019 15:20 МСК | 2019-06-04T15:20:00+03:00 | instant
Опубликовано: 4 июня 2019 | 2019-06-04 | day
июнь 2019 | 2019-06 | month
4 червня 2019 року | 2019-06-04 | day

# Korean: the hours of "오전" and "오후", and twelve, which may be noon or midnight
2019년 6월 4일 | 2019-06-04 | day
2019년6월4일 화요일 | 2019-06-04 | day
2019년 6월 4일 (화) 오후 3:20 | 2019-06-04T15:20:00 | instant
2019년 6월 4일 (화) 오후 3시 20분 | 2019-06-04T15:20:00 | instant
2019년 6월 4일 오전 9시 5분 30초 | 2019-06-04T09:05:30 | instant
2019년 6월 4일 오후 12시 20분 | 2019-06-04T12:20:00 | instant
2019년 6월 4일 오전 12시 20분 | 2019-06-04 | day
2019년 6월 4일 15시 20분 | 2019-06-04T15:20:00 | instant
2019년 6월 4일 3시 20분 | 2019-06-04 | day
2019년 6월 4일 오후 3시 | 2019-06-04 | day
2019년 6월 4일 오후 3시 반 | 2019-06-04T15:30:00 | instant
2019년 6월 4일 새벽 2시 10분 | 2019-06-04T02:10:00 | instant
2019년 6월 4일 밤 11시 10분 (한국시간) | 2019-06-04T23:10:00+09:00 | instant
2019.06.04 15:20 | 2019-06-04T15:20:00 | instant
2019.06.04 (화) 10:30 | 2019-06-04T10:30:00 | instant
2019.06.04. 오전 10:30 | 2019-06-04T10:30:00 | instant
입력 2019.06.04 10:30 | 2019-06-04T10:30:00 | instant
기사입력 2019-06-04 15:20 | 2019-06-04T15:20:00 | instant
입력: 2019-06-04 | 2019-06-04 | day
2019.06.04 입력 | 2019-06-04 | day
2019년 6월 | 2019-06 | month
2019년 | 2019 | year
# Juche years, with those of the common era and without
주체101(2012)년 1월 2일 | 2012-01-02 | day
주체101년 1월 2일 | 2012-01-02 | day
January 2, Juche 101 (2012) | 2012-01-02 | day
주체101(2013)년 1월 2일 | - | unknown | “주체101(2013)년 1월 2일” names two years, 2012 and 2013

# Chinese
2019年6月4日 | 2019-06-04 | day
2019年6月4日星期二 | 2019-06-04 | day
2019年6月4號 | 2019-06-04 | day
2019 年 6 月 4 日 | 2019-06-04 | day
2019年6月4日 下午3时20分 | 2019-06-04T15:20:00 | instant
2019年6月4日 晚上8点半 | 2019-06-04T20:30:00 | instant
2019年6月4日凌晨12点30分 | 2019-06-04T00:30:00 | instant
2019年6月4日 中午12点30分 | 2019-06-04T12:30:00 | instant
2019年6月4日 09时30分 | 2019-06-04T09:30:00 | instant
2019年6月4日 10时30分 | 2019-06-04 | day
2019年6月4日 上午12:20 | 2019-06-04 | day
2019年6月4日 15:20（北京时间） | 2019-06-04T15:20:00+08:00 | instant
发布时间：2019-06-04 10:30 | 2019-06-04T10:30:00 | instant
發布時間：2019年6月4日 | 2019-06-04 | day
2019年6月 | 2019-06 | month
2019年 | 2019 | year
二〇一九年六月四日 | 2019-06-04 | day
二零一九年十二月三十一日 | 2019-12-31 | day
二〇一九年六月二十日下午三时二十分 | 2019-06-20T15:20:00 | instant
二〇一九年六月 | 2019-06 | month
# years of the Republic
民国108年6月4日 | 2019-06-04 | day
中華民國一〇八年六月四日 | 2019-06-04 | day
# Japanese, and the years of its emperors
2019年6月4日(火) 15時20分 配信 | 2019-06-04T15:20:00 | instant
2019/06/04(火) 15:20 | 2019-06-04T15:20:00 | instant
2019年6月4日 午後3時20分 | 2019-06-04T15:20:00 | instant
2019年6月4日 午後0時20分 | 2019-06-04T12:20:00 | instant
2019年6月4日 午後12時20分 | 2019-06-04 | day
令和元年5月1日 | 2019-05-01 | day
令和元年（2019年）5月1日 | 2019-05-01 | day
2019年（令和元年）5月1日 | 2019-05-01 | day
平成31年4月30日 | 2019-04-30 | day
昭和六十四年一月七日 | 1989-01-07 | day
大正12年9月1日 | 1923-09-01 | day
令和元年 | 2019 | year
２０１９年６月４日 | 2019-06-04 | day
２０１９／０６／０４ | 2019-06-04 | day

# Vietnamese: after "ngày" the day comes first
ngày 4 tháng 6 năm 2019 | 2019-06-04 | day
Thứ Ba, ngày 4 tháng 6 năm 2019 | 2019-06-04 | day
15:20 ngày 4 tháng 6 năm 2019 | 2019-06-04T15:20:00 | instant
ngày 04/06/2019 | 2019-06-04 | day
Thứ Ba, 04/06/2019, 15:20 (GMT+7) | 2019-06-04T15:20:00+07:00 | instant
07:00 GMT+7 - Thứ Ba, 04/06/2019 | 2019-06-04T07:00:00+07:00 | instant
4 thg 6, 2019 | 2019-06-04 | day
04/06/2019 15:20 | 2019 | year
tháng 6 năm 2019 | 2019-06 | month
# Thai: Buddhist years are 543 ahead
4 มิถุนายน 2562 | 2019-06-04 | day
๔ มิ.ย. ๒๕๖๒ | 2019-06-04 | day
4 มิถุนายน พ.ศ. 2562 | 2019-06-04 | day
วันอังคารที่ 4 มิถุนายน พ.ศ. 2562 เวลา 15.20 น. | 2019-06-04T15:20:00 | instant
4 มิถุนายน ค.ศ. 2019 | 2019-06-04 | day
มกราคม 2562 | 2019-01 | month
# ... but for those before 1941, which began in spring
12 กุมภาพันธ์ 2475 | - | unknown
# Lao, Khmer, Burmese, Hindi
ວັນທີ 4 ມິຖຸນາ 2019 | 2019-06-04 | day
ថ្ងៃទី៤ ខែមិថុនា ឆ្នាំ២០១៩ | 2019-06-04 | day
၂၀၁၉ ခုနှစ်၊ ဇွန်လ ၄ ရက် | 2019-06-04 | day
४ जून २०१९ | 2019-06-04 | day
२०१९-०६-०४ | 2019-06-04 | day

# Arabic: the months of the east, of the Levant and of the Maghreb
٤ يونيو ٢٠١٩ | 2019-06-04 | day
4 يونيو 2019 | 2019-06-04 | day
الثلاثاء، 4 يونيو 2019 | 2019-06-04 | day
الثلاثاء 4 يونيو 2019 - 3:20 م | 2019-06-04T15:20:00 | instant
4 يونيو 2019، الساعة 9:20 ص | 2019-06-04T09:20:00 | instant
4 يونيو 2019، 15:20 بتوقيت غرينتش | 2019-06-04T15:20:00+00:00 | instant
4 حزيران 2019 | 2019-06-04 | day
4 كانون الثاني 2019 | 2019-01-04 | day
٤ أيلول ٢٠١٩ | 2019-09-04 | day
4 حزيران/يونيو 2019 | 2019-06-04 | day
4 تشرين الأول/أكتوبر 2019 | 2019-10-04 | day
4 جوان 2019 | 2019-06-04 | day
4 غشت 2019 | 2019-08-04 | day
4 اغسطس 2019 | 2019-08-04 | day
٢٠١٩/٠٦/٠٤ | 2019-06-04 | day
نشر في: 4 يونيو 2019 | 2019-06-04 | day
الثلاثاء 1 شوال 1440 هـ الموافق 4 يونيو 2019 م | 2019-06-04 | day
1 شوال 1440 هـ | - | unknown
# Persian figures, Hebrew, Uyghur
۴ ژوئن ۲۰۱۹ | 2019-06-04 | day
4 ביוני 2019 | 2019-06-04 | day
2019-يىلى 6-ئاينىڭ 4-كۈنى | 2019-06-04 | day

# weekdays in two letters or one, and months of other lists, before a zone
Di, 05 Mär 2019 10:00:00 +0100 | 2019-03-05T10:00:00+01:00 | instant
Do, 31 Okt 2019 23:52:59 -0400 | 2019-10-31T23:52:59-04:00 | instant
Ke, 30 Lok 2013 11:34:37 +0000 | 2013-10-30T11:34:37+00:00 | instant
lör, 29 maj 1999 00:24:04 +0200 (CEST) | 1999-05-29T00:24:04+02:00 | instant
zo, 17 mrt 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00 | instant
śr., 17 kwi 2019 10:00:00 +0100 | 2019-04-17T10:00:00+01:00 | instant
ne, 17 bře 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00 | instant
V, 17 márc. 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00 | instant
zo 17 mrt 2019 | 2019-03-17 | day
5 Mrz 2019 | 2019-03-05 | day
05 Mär 2019 | 2019-03-05 | day
do, 4 juni 2019 | 2019-06-04 | day | 2019-06-04 was a Tuesday, not a Thursday; the date is kept
Tue Mar  5 10:00:00 2019 | 2019-03-05T10:00:00 | instant
tue, 05 mar 2019 10:00:00 gmt | 2019-03-05T10:00:00+00:00 | instant
# an offset whose sign is missing is none
Di, 17 Mai 2005 12:31:00 0200 | 2005-05-17T12:31:00 | instant
Tue, 05 Mar 2019 24:00:00 +0000 | 2019-03-05 | day
5 March 2019 24:00 CET | 2019-03-05 | day
# names of the tz database, but in the hour that no clock there showed
Mon, 18 Mar 2019 20:21:00 America/Los_Angeles | 2019-03-18T20:21:00-07:00 | instant
2019-03-05 10:00:00 Europe/Berlin | 2019-03-05T10:00:00+01:00 | instant
2019-07-05 10:00 Asia/Kolkata | 2019-07-05T10:00:00+05:30 | instant
2019-03-31T02:30:00 Europe/Berlin | 2019-03-31T02:30:00 | instant
2019-03-05 10:00:00 Europe/Nowhere | 2019-03-05T10:00:00 | instant
Dienstag, 4. Juni 2019 10:30 MESZ | 2019-06-04T10:30:00+02:00 | instant
4 June 2019 10:30 ACST | 2019-06-04T10:30:00+09:30 | instant

# more of Europe, of the Caucasus, of Central and South Asia, of Africa
5. března 2019 v 10:05 | 2019-03-05T10:05:00 | instant
5. ožujka 2019. | 2019-03-05 | day
5. marec 2019 | 2019-03-05 | day
5. март 2019. | 2019-03-05 | day
2019 m. birželio 4 d. | 2019-06-04 | day
2019 m. birželio 4 d., 10:30 | 2019-06-04T10:30:00 | instant
4. juuni 2019 | 2019-06-04 | day
5. mars 2019 | 2019-03-05 | day
4 de juny de 2019 | 2019-06-04 | day
5 d’abril de 2019 | 2019-04-05 | day
5 de xuño de 2019 | 2019-06-05 | day
5 Mawrth 2019 | 2019-03-05 | day
5 сакавіка 2019 | 2019-03-05 | day
5 მარტი 2019 | 2019-03-05 | day
5 մարտի 2019 | 2019-03-05 | day
5 mart 2019 | 2019-03-05 | day
2019-yil 5-mart | 2019-03-05 | day
2019 жылғы 5 наурыз | 2019-03-05 | day
मंगलवार, 5 मार्च 2019 | 2019-03-05 | day
५ मार्च २०१९ | 2019-03-05 | day
৫ মার্চ ২০১৯ | 2019-03-05 | day
5 மார்ச் 2019 | 2019-03-05 | day
۵ مارچ ۲۰۱۹ | 2019-03-05 | day
5 Machi 2019 | 2019-03-05 | day
Martes, 5 Marso 2019 | 2019-03-05 | day

# labels
Published: June 4, 2019 | 2019-06-04 | day
Published on 4 June 2019 | 2019-06-04 | day
First published at 2019-06-04 10:30 | 2019-06-04T10:30:00 | instant
Last updated: 4 June 2019 | 2019-06-04 | day
Posted 4 June 2019 | 2019-06-04 | day
Date: 2019 | 2019 | year
Publicado: 4 de junio de 2019 | 2019-06-04 | day
Fecha: 13/04/2019 | 2019-04-13 | day

# a weekday that is not that day's: the date is kept
Monday, 4 June 2019 | 2019-06-04 | day | 2019-06-04 was a Tuesday, not a Monday; the date is kept
2019년 6월 4일 (월) | 2019-06-04 | day | 2019-06-04 was a Tuesday, not a Monday; the date is kept
Wed, 04 Jun 2019 10:30:00 GMT | 2019-06-04T10:30:00+00:00 | instant | 2019-06-04 was a Tuesday, \
not a Wednesday; the date is kept

# refused: after tomorrow, or before there were newspapers
2020-01-03 | 2020-01-03 | day
2020-01-04 | - | unknown | “2020-01-04” lies in the future
January 2020 | 2020-01 | month
February 2020 | - | unknown | “February 2020” lies in the future
2020 | 2020 | year
2021 | - | unknown | “2021” lies in the future
5 January 2097 | - | unknown | “5 January 2097” lies in the future
9999-12-31T23:59:59Z | - | unknown | “9999-12-31T23:59:59Z” lies in the future
9999-12 | - | unknown | “9999-12” lies in the future
December 9999 | - | unknown | “December 9999” lies in the future
2097년 1월 5일 | - | unknown | “2097년 1월 5일” lies in the future
令和100年1月1日 | - | unknown | “令和100年1月1日” lies in the future
1599-12-31 | - | unknown | “1599-12-31” is before 1600, when newspapers begin
12 May 1480 | - | unknown | “12 May 1480” is before 1600, when newspapers begin
1066 | - | unknown | “1066” is before 1600, when newspapers begin
0001-01-01T00:00:00Z | - | unknown | “0001-01-01T00:00:00Z” is before 1600, when newspapers begin

# parts that say too little
today | - | unknown
Monday | - | unknown
June | - | unknown
June 4 | - | unknown
6월 4일 | - | unknown
6月4日 | - | unknown
10:30 | - | unknown
4 hours ago | - | unknown
# the century is not written
03/04/19 | - | unknown
4 Jun 19 | - | unknown
190604 | - | unknown
June '19 | - | unknown
4 มิ.ย. 62 | - | unknown

# no such day, or time
2019-02-30 | - | unknown
2019-02-30 10:30 | - | unknown
2019-13-45 | - | unknown
2019-13-04 10:30 | - | unknown
0000-00-00 00:00:00 | - | unknown
31/02/2019 | - | unknown
31.02.2019 | - | unknown
99/99/2019 | - | unknown
June 31, 2019 | - | unknown
2019年2月30日 | - | unknown
ngày 31 tháng 2 năm 2019 | - | unknown
2019-06-04 10:30 +9999 | - | unknown

# what looks like a date and is none
- | - | unknown
n/a | - | unknown
null | - | unknown
1,984 | - | unknown
2.019 | - | unknown
1559606400000 | - | unknown
2019.0 | - | unknown
24/7 | - | unknown
1984-85 | - | unknown
2014/15 | - | unknown
1999-2000 | - | unknown
1950s | - | unknown
c. 1950 | - | unknown
555-1987 | - | unknown
Tel. 02-2019-0604 | - | unknown
192.168.2019.1 | - | unknown
ISBN 978-3-16-148410-0 | - | unknown
12 345 678 | - | unknown
2019 m | - | unknown
2,019 people | - | unknown
Q1 2019 | - | unknown
2019² | - | unknown
Catch of 2019 | - | unknown
chapter 4 May 2019 | - | unknown
4 May 2019 p. 12 | - | unknown
to February 1986 | - | unknown
la 1986 | - | unknown
The ferry of June 4, 2019 was late | - | unknown
June 4 2019 June 5 2019 | - | unknown
2019-06-04 2019-06-05 | - | unknown
4 June 2019 2018 | - | unknown
"""
ROWS = [
    [cell.strip() for cell in line.split(" | ")]
    for line in _TABLE.replace("\\\n", "").splitlines()
    if line and not line.startswith("# ")
]
_READ_ON = date(2020, 1, 2)


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch):
    monkeypatch.setattr(plausibility, "today", lambda: _READ_ON)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_date_is_known_as_far_as_it_is_stated(row):
    text, value, precision, *notice = row
    known = parse_date(text, "declared")
    assert known.value == (None if value == "-" else value)
    assert known.precision == Precision(precision)
    assert known.notice == "".join(notice)
    assert known.why.startswith("declared") == (known.value is not None)


def test_the_table_has_every_text_once_and_in_the_form_that_it_is_printed_in():
    texts = [row[0] for row in ROWS]
    assert len(texts) == len(set(texts)) >= 250
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
