import type { Words } from './language.ts'
import type { panesEn } from './panes.en.ts'

export const panesZh: Words<keyof typeof panesEn> = {
  'pane.label': '文本、集群、对象',
  'pane.cluster': '集群',
  'pane.objects': '对象',
  'pane.openFile': '打开文件',
  'pane.ownCluster': '取自你的集群',
  'pane.copied': '已复制',
  'pane.understood': '已识别',
  'pane.nothing': '还没有内容。',
  'pane.refused': '被拒绝',
  'pane.allModelled': '没有：文本里的每个对象都已计算在内。',
  'pane.writeDown': '写入 YAML',
  'pane.addNode': '添加节点',
  'pane.removeNode': '移除 {name:name}',
  'pane.ready': '{name:name} 已就绪',
  'pane.nodeOf': '{name:name} 所在节点',
  'pane.addPod': '再加一个与 {name:name} 相同的 Pod',
  'pane.removePod': '删除 {name:name}',
  'pane.settings': 'kube-proxy 与 kubelet',
  'pane.editsText': '这里的每个控件都在修改文本，可以撤销。',
  'pane.own.how': '在能用 kubectl 的地方运行其中一条，把输出粘贴进来。内容只留在本页。',
  'pane.own.all': '本页能模拟的所有对象',
  'pane.own.one': '只要一个命名空间',
  'pane.own.proxy': 'kube-proxy 的设置，粘贴在一行三个短横线之后',
  'pane.own.kubeadm': 'kubeadm 集群的地址范围，粘贴方法相同',
  'pane.nodeReady': '{name:name} 的 Ready 条件',
  'pane.nodeNotReady':
    '节点未就绪本身不改变任何规则：端点只看 Pod 自己的 Ready 条件。控制器和负载均衡器对该节点的处理未建模。',
}
